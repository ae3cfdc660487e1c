"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { OrganizationPicker } from "@/app/(admin)/_components/pickers";
import { RoleSelect } from "@/app/(admin)/_components/role-select";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { createUserAction } from "../actions";

/** Makes an account under a given user name; its person chooses the password by a mailed link. */
export function NewUser({ open, closeHref }: { open: boolean; closeHref: string }) {
  const router = useRouter();
  const { submit, pending, errors, message } = useSubmit(
    (values) =>
      createUserAction({
        organizationId: values.organizationId || 0,
        username: values.username ?? "",
        email: values.email ?? "",
        role: (values.role ?? "client") as "client",
        firstName: values.firstName,
        lastName: values.lastName,
        phone: values.phone,
      }),
    ({ id }, { email }) => {
      toast(`Account created. A link to choose a password goes to ${email}`);
      router.push(`/admin/users/${id}`);
    },
  );
  return (
    <Drawer open={open} closeHref={closeHref} title="Create account">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-muted">For when you must give the user name. Otherwise invite the person, who chooses it.</p>
        <FormError>{message}</FormError>
        <Field label="Organization" error={errors.organizationId && "Choose an organization from the list."} required>
          <OrganizationPicker name="organizationId" placeholder="Search by name" />
        </Field>
        <Field label="User name" error={errors.username} required>
          <Input name="username" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field label="E-mail" hint="The link to choose a password goes there." error={errors.email} required>
          <Input name="email" type="email" autoComplete="off" />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="First name" error={errors.firstName}>
            <Input name="firstName" autoComplete="off" />
          </Field>
          <Field label="Last name" error={errors.lastName}>
            <Input name="lastName" autoComplete="off" />
          </Field>
        </div>
        <Field label="Role" error={errors.role}>
          <RoleSelect />
        </Field>
        <Field label="Phone" error={errors.phone} optional>
          <Input name="phone" type="tel" autoComplete="off" />
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Create account
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
