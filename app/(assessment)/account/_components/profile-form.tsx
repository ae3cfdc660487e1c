"use client";

import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { profileInput } from "@/lib/identity/account-input";
import { updateProfileAction } from "../actions";

export function ProfileForm({ profile }: { profile: { firstName: string; lastName: string; phone: string } }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: profileInput,
    send: updateProfileAction,
    onDone: () => toast("Profile saved"),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" error={errors.firstName}>
          <Input autoComplete="given-name" defaultValue={profile.firstName} {...register("firstName")} />
        </Field>
        <Field label="Last name" error={errors.lastName}>
          <Input autoComplete="family-name" defaultValue={profile.lastName} {...register("lastName")} />
        </Field>
        <Field label="Phone" error={errors.phone} optional>
          <Input type="tel" autoComplete="tel" defaultValue={profile.phone} {...register("phone")} />
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save profile
        </Button>
      </div>
    </form>
  );
}
