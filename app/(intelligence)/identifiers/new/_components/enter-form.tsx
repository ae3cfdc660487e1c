"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { identifierKindNames } from "@/components/intelligence/words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { IDENTIFIER_KINDS } from "@/lib/intelligence/extraction/identifier";
import { enterIdentifierInput } from "@/lib/intelligence/identifiers/identifier-input";
import { enterIdentifierAction } from "../../actions";

export function EnterForm() {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: enterIdentifierInput,
    send: enterIdentifierAction,
    onDone: ({ id, known, is_valid: isValid }) => {
      if (known) toast.info("This one was known already.");
      else if (!isValid) toast.warning("Entered, but its checksum or form does not hold.");
      router.push(`/identifiers/${id}`);
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field label="Kind" error={errors.kind} required>
        <Select defaultValue="name" {...register("kind")}>
          {IDENTIFIER_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {identifierKindNames[kind]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Value" error={errors.value} required>
        <Input defaultValue="" {...register("value")} />
      </Field>
      <Field
        label="Country"
        hint="Two letters, such as GB: for a telephone number without its country code."
        error={errors.region}
        optional
      >
        <Input defaultValue="" maxLength={2} className="w-20" {...register("region")} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Enter
        </Button>
      </div>
    </form>
  );
}
