"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { glassRequestInput } from "@/lib/intelligence/cases/case-input";
import { requestLookAction } from "../actions";

const lengths = [15, 30, 60, 120, 240, 480];

/** Asks to look into a case, with a reason. */
export function RequestLook({ caseId, closeHref }: { caseId: number; closeHref: string }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: glassRequestInput,
    defaults: { case_id: caseId },
    send: requestLookAction,
    onDone: () => {
      toast("Asked. Another superuser decides.");
      router.replace(closeHref, { scroll: false });
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field
        label="Reason"
        hint="The case’s members read it, and it stays in the audit trail."
        error={errors.reason}
        required
      >
        <Textarea {...register("reason")} rows={3} maxLength={500} />
      </Field>
      <Field label="For how long" error={errors.minutes}>
        <Select {...register("minutes")} defaultValue="60">
          {lengths.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes < 60 ? `${minutes} minutes` : `${minutes / 60} ${minutes === 60 ? "hour" : "hours"}`}
            </option>
          ))}
        </Select>
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Ask
        </Button>
      </div>
    </form>
  );
}
