"use client";

import { useState } from "react";
import { Controller } from "react-hook-form";
import { toast } from "sonner";
import { OrganizationPicker } from "@/app/(admin)/_components/pickers";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Textarea } from "@/components/ui/input";
import { setHoldInput } from "@/lib/audit/hold/hold-input";
import { setHoldAction } from "../actions";

/** Sets a legal hold; it begins at once. */
export function SetHold() {
  const [turn, setTurn] = useState(0);
  return <HoldForm key={turn} onDone={() => setTurn(turn + 1)} />;
}

function HoldForm({ onDone }: { onDone: () => void }) {
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: setHoldInput,
    send: setHoldAction,
    onDone: () => {
      toast("The hold stands");
      onDone();
    },
  });
  return (
    <Card>
      <form onSubmit={submit} noValidate method="post" className="flex max-w-prose flex-col gap-4">
        <FormError>{message}</FormError>
        <Field label="Organization" hint="Left empty, the hold is of everything." error={errors.organization_id}>
          <Controller
            control={form.control}
            name="organization_id"
            render={({ field: { name, ref, onChange } }) => (
              <OrganizationPicker
                name={name}
                ref={ref}
                placeholder="Everything"
                clearable
                onChoose={(chosen) => onChange(chosen?.value)}
              />
            )}
          />
        </Field>
        <Field label="Reason" hint="Kept in the audit trail." error={errors.reason} required>
          <Textarea {...register("reason")} />
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Set a legal hold
          </Button>
        </div>
      </form>
    </Card>
  );
}
