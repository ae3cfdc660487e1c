"use client";

import { useRouter } from "next/navigation";
import { useSubmit } from "@/app/_forms/use-submit";
import { connectorNames, searchTypeNames } from "@/components/intelligence/words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { searchTypes } from "@/lib/intelligence/osint/connectors/connector";
import { searchInput } from "@/lib/intelligence/osint/osint-input";
import { startSearchAction } from "../actions";

interface Service {
  id: number;
  kind: string;
  name: string;
}

/** Asks for a search, with what it is for beside the button: that is kept with it. */
export function SearchForm({ services, purpose, caseId }: { services: Service[]; purpose: string; caseId?: number }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: searchInput,
    defaults: { case_id: caseId },
    send: startSearchAction,
    onDone: ({ id }) => router.push(`/osint/${id}`),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr]">
        <Field label="Search for" error={errors.query} required>
          <Input autoComplete="off" spellCheck={false} {...register("query")} />
        </Field>
        <Field label="Which is" error={errors.search_type} required>
          <Select defaultValue="email" {...register("search_type")}>
            {searchTypes.map((type) => (
              <option key={type} value={type}>
                {searchTypeNames[type]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Search with" error={errors.connector}>
          <Select defaultValue="workspace" {...register("connector")}>
            <option value="workspace">{connectorNames.workspace}</option>
            {services.map(({ id, kind, name }) => (
              <option key={id} value={id}>
                {name} ({connectorNames[kind]})
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" icon="search" pending={pending}>
          Search
        </Button>
        <p className="text-sm text-muted">
          Kept with its purpose: <strong className="font-medium text-ink">{purpose}</strong>
          {caseId !== undefined && `, for case ${caseId}`}
        </p>
      </div>
    </form>
  );
}
