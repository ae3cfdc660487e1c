"use client";

import { useRouter } from "next/navigation";
import { Controller } from "react-hook-form";
import { toast } from "sonner";
import { OrganizationPicker } from "@/app/(admin)/_components/pickers";
import { RoleSelect } from "@/app/(admin)/_components/role-select";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import type { ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { invitationInput } from "@/lib/identity/account-input";
import { inviteAction } from "../actions";

/** Invites one person by a link. */
export function Invite({
  open,
  closeHref,
  organization,
}: {
  open: boolean;
  closeHref: string;
  organization?: ComboboxOption;
}) {
  return (
    <Drawer open={open} closeHref={closeHref} title="Invite a person">
      <InvitationForm key={organization?.value} closeHref={closeHref} organization={organization} />
    </Drawer>
  );
}

function InvitationForm({ closeHref, organization }: { closeHref: string; organization?: ComboboxOption }) {
  const router = useRouter();
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: invitationInput,
    send: inviteAction,
    onDone: (_made, { email }) => {
      toast(`${email} is invited`);
      router.replace(closeHref, { scroll: false });
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <p className="text-muted">
        The link works once, for a week. Inviting an address again replaces the earlier link.
      </p>
      <FormError>{message}</FormError>
      <Field label="Organization" error={errors.organizationId && "Choose an organization from the list."} required>
        <Controller
          control={form.control}
          name="organizationId"
          defaultValue={organization?.value}
          render={({ field: { name, ref, onChange } }) => (
            <OrganizationPicker
              name={name}
              ref={ref}
              placeholder="Search by name"
              chosen={organization}
              onChoose={(chosen) => onChange(chosen?.value)}
            />
          )}
        />
      </Field>
      <Field label="E-mail" error={errors.email} required>
        <Input type="email" autoComplete="off" {...register("email")} />
      </Field>
      <Field label="Role" error={errors.role}>
        <RoleSelect {...register("role")} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Send invitation
        </Button>
      </div>
    </form>
  );
}
