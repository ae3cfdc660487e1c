"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { linkIdentifierInput } from "@/lib/intelligence/identifiers/identifier-input";
import { linkIdentifierAction } from "../../actions";

/** Puts the identifier into one of one's cases. */
export function LinkForm({ id, cases }: { id: number; cases: { id: number; number: string; title: string }[] }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: linkIdentifierInput,
    defaults: { identifier_id: id },
    send: linkIdentifierAction,
    onDone: ({ number }) => {
      toast.success(`It is in ${number} now.`);
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-3">
      <FormError>{message}</FormError>
      <Field label="Case" error={errors.case_id}>
        <Select defaultValue={cases[0]?.id} {...register("case_id")}>
          {cases.map((each) => (
            <option key={each.id} value={each.id}>
              {each.number} {each.title}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="What it is to the case" optional error={errors.relevance}>
        <Input defaultValue="" {...register("relevance")} />
      </Field>
      <div>
        <Button type="submit" size="sm" icon="plus" pending={pending}>
          Add to the case
        </Button>
      </div>
    </form>
  );
}
