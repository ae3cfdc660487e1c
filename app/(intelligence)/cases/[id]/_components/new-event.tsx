"use client";

import { useRouter } from "next/navigation";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input, Textarea } from "@/components/ui/input";
import { newEventInput } from "@/lib/intelligence/cases/case-input";
import { addEventAction } from "../../actions";

export function NewEvent({ caseId }: { caseId: number }) {
  const router = useRouter();
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: newEventInput,
    defaults: { case_id: caseId },
    // What is typed is of the reader's own clock.
    send: (values) => addEventAction({ ...values, happened_at: new Date(values.happened_at).toISOString() }),
    onDone: () => {
      form.reset({ case_id: caseId, happened_at: "", title: "", detail: "" });
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="What happened" error={errors.title} required>
          <Input {...register("title")} maxLength={200} />
        </Field>
        <Field label="When, on your clock" error={errors.happened_at} required>
          <Input type="datetime-local" {...register("happened_at")} />
        </Field>
      </div>
      <Field label="More" error={errors.detail}>
        <Textarea {...register("detail")} rows={2} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Add to the timeline
        </Button>
      </div>
    </form>
  );
}
