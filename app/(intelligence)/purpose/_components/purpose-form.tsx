"use client";

import { leaveFor } from "@/app/_forms/leave-for";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { setPurposeInput } from "@/lib/intelligence/purpose-input";
import { setPurposeAction } from "../actions";

export function PurposeForm({ purpose, authority, next }: { purpose?: string; authority?: string; next: string }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: setPurposeInput,
    send: setPurposeAction,
    onDone: () => leaveFor(next),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field
        label="Purpose"
        hint="In words that a colleague who checks the trail understands, such as “Triage of the March export”."
        error={errors.purpose}
        required
      >
        <Input defaultValue={purpose} {...register("purpose")} />
      </Field>
      <Field
        label="Authority"
        hint="The warrant, order or mandate it stands on, if there is one."
        error={errors.authority}
      >
        <Input defaultValue={authority} {...register("authority")} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Begin to look
        </Button>
      </div>
    </form>
  );
}
