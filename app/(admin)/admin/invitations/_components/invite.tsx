"use client";

import { useRouter } from "next/navigation";
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
  const router = useRouter();
  const { submit, pending, errors, message } = useSubmit(
    ({ organizationId, email, role }) =>
      inviteAction({ organizationId: organizationId || 0, email: email ?? "", role: (role ?? "client") as "client" }),
    (_made, { email }) => {
      toast(`${email} is invited`);
      router.replace(closeHref, { scroll: false });
    },
  );
  return (
    <Drawer open={open} closeHref={closeHref} title="Invite a person">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-muted">
          The link works once, for a week. Inviting an address again replaces the earlier link.
        </p>
        <FormError>{message}</FormError>
        <Field label="Organization" error={errors.organizationId && "Choose an organization from the list."} required>
          <OrganizationPicker
            key={organization?.value}
            name="organizationId"
            placeholder="Search by name"
            chosen={organization}
          />
        </Field>
        <Field label="E-mail" error={errors.email} required>
          <Input name="email" type="email" autoComplete="off" />
        </Field>
        <Field label="Role" error={errors.role}>
          <RoleSelect />
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Send invitation
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
