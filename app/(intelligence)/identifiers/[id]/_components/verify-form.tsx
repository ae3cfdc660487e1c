"use client";

import { useRouter } from "next/navigation";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { verifyIdentifierInput } from "@/lib/intelligence/identifiers/identifier-input";
import { verifyIdentifierAction } from "../../actions";

/** Says in one's own name that it is right, or takes that back. */
export function VerifyForm({ id, verified }: { id: number; verified: boolean }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: verifyIdentifierInput,
    defaults: { identifier_id: id, verified: !verified },
    send: verifyIdentifierAction,
    onDone: () => router.refresh(),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-3">
      <FormError>{message}</FormError>
      <Field
        label={verified ? "Why it is taken back" : "How you know"}
        hint="Stands in the audit trail with your name."
        error={errors.note}
      >
        <Input defaultValue="" {...register("note")} />
      </Field>
      <div>
        <Button type="submit" size="sm" icon={verified ? "x" : "check"} pending={pending}>
          {verified ? "Take the verification back" : "Verify"}
        </Button>
      </div>
    </form>
  );
}
