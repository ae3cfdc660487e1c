"use client";

import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { updateProfileAction } from "../actions";

export function ProfileForm({ profile }: { profile: { firstName: string; lastName: string; phone: string } }) {
  const { submit, pending, errors, message } = useSubmit(
    ({ firstName = "", lastName = "", phone = "" }) => updateProfileAction({ firstName, lastName, phone }),
    () => toast("Profile saved"),
  );
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="First name" error={errors.firstName}>
          <Input name="firstName" autoComplete="given-name" defaultValue={profile.firstName} />
        </Field>
        <Field label="Last name" error={errors.lastName}>
          <Input name="lastName" autoComplete="family-name" defaultValue={profile.lastName} />
        </Field>
        <Field label="Phone" error={errors.phone} optional>
          <Input name="phone" type="tel" autoComplete="tel" defaultValue={profile.phone} />
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
