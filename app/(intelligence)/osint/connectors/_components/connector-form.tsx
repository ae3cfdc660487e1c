"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { connectorNames } from "@/components/intelligence/words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { getConnectors } from "@/lib/intelligence/osint/connectors-admin";
import { connectorInput } from "@/lib/intelligence/osint/osint-input";
import { saveConnectorAction } from "../actions";

type Connector = Awaited<ReturnType<typeof getConnectors>>["connectors"][number];

/** Sets up a connector, or changes one. Its credential is never shown again. */
export function ConnectorForm({
  connector,
  agencies,
}: {
  connector?: Connector;
  agencies: { id: number; name: string }[];
}) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: connectorInput,
    defaults: {
      id: connector?.id,
      version: connector?.version ?? 0,
      organization_id: connector?.organization_id ?? agencies[0]?.id,
      kind: connector?.kind ?? "spiderfoot",
      name: connector?.name ?? "",
      base_url: connector?.base_url ?? "",
      credential: "",
      timeout_seconds: connector ? connector.timeout_ms / 1000 : 600,
      is_enabled: connector?.is_enabled ?? true,
    },
    send: saveConnectorAction,
    onDone: () => {
      toast("Connector saved");
      router.push("/osint/connectors");
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      {!connector && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Agency" error={errors.organization_id} required>
            <Select {...register("organization_id")}>
              {agencies.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Service" error={errors.kind} required>
            <Select {...register("kind")}>
              {(["spiderfoot", "intelowl", "opencti"] as const).map((kind) => (
                <option key={kind} value={kind}>
                  {connectorNames[kind]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={errors.name} required>
          <Input autoComplete="off" {...register("name")} />
        </Field>
        <Field
          label="Address"
          hint="A host in a private network must be named in OSINT_PRIVATE_HOSTS."
          error={errors.base_url}
          required
        >
          <Input type="url" autoComplete="off" {...register("base_url")} />
        </Field>
        <Field
          label="Credential"
          hint={
            connector?.has_credential
              ? "Kept encrypted. Leave it empty to keep it."
              : "An API key (IntelOwl, OpenCTI) or user:password (SpiderFoot)."
          }
          error={errors.credential}
        >
          <Input type="password" autoComplete="new-password" {...register("credential")} />
        </Field>
        <Field label="Seconds a search may take" error={errors.timeout_seconds} required>
          <Input inputMode="numeric" {...register("timeout_seconds")} />
        </Field>
      </div>
      <Checkbox label="Analysts may ask it" {...register("is_enabled")} />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save connector
        </Button>
      </div>
    </form>
  );
}
