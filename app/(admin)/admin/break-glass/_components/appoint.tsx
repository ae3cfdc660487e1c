"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { appointInput } from "@/lib/intelligence/cases/case-input";
import { appointManagerAction } from "../actions";

/** Gives a case that nobody manages any more a manager. */
export function Appoint({
  caseId,
  people,
  closeHref,
}: {
  caseId: number;
  people: { id: number; name: string }[];
  closeHref: string;
}) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: appointInput,
    defaults: { case_id: caseId },
    send: appointManagerAction,
    onDone: () => {
      toast("The case has a manager");
      router.replace(closeHref, { scroll: false });
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field label="Analyst" error={errors.user_id} required>
        <Select {...register("user_id")} defaultValue="">
          <option value="">Choose an analyst</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Reason" error={errors.reason} required>
        <Input {...register("reason")} maxLength={500} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Give it a manager
        </Button>
      </div>
    </form>
  );
}
