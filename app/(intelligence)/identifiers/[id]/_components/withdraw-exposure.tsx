"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { withdrawExposureInput } from "@/lib/intelligence/exposures/exposure-input";
import { withdrawExposureAction } from "../../actions";

/** Takes back what was told; it asks why first. */
export function WithdrawExposure({ id, reference }: { id: number; reference: string }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { register, submit, pending, errors, message } = useSubmit({
    schema: withdrawExposureInput,
    defaults: { filing_id: id },
    send: withdrawExposureAction,
    onDone: () => {
      toast(`${reference} is marked as withdrawn.`);
      router.refresh();
    },
  });
  if (!open)
    return (
      <div>
        <Button size="sm" variant="ghost" icon="undo" onClick={() => setOpen(true)}>
          Withdraw<span className="sr-only"> {reference}</span>
        </Button>
      </div>
    );
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-2">
      <FormError>{message}</FormError>
      <Field label="Why" hint="Stays with your agency." error={errors.reason}>
        <Input defaultValue="" autoFocus {...register("reason")} />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" pending={pending}>
          Withdraw {reference}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
