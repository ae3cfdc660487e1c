"use client";

import { useRouter } from "next/navigation";
import { Controller } from "react-hook-form";
import { toast } from "sonner";
import { OrganizationPicker } from "@/app/(admin)/_components/pickers";
import { RoleSelect } from "@/app/(admin)/_components/role-select";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { newUserInput } from "@/lib/identity/account-input";
import { createUserAction } from "../actions";

/** Makes an account under a given user name; its person chooses the password by a mailed link. */
export function NewUser({ open, closeHref }: { open: boolean; closeHref: string }) {
  return (
    <Drawer open={open} closeHref={closeHref} title="Create account">
      <UserForm />
    </Drawer>
  );
}

function UserForm() {
  const router = useRouter();
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: newUserInput,
    send: createUserAction,
    onDone: ({ id }, { email }) => {
      toast(`Account created. A link to choose a password goes to ${email}`);
      router.push(`/admin/users/${id}`);
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <p className="text-muted">For when you must give the user name. Otherwise invite the person, who chooses it.</p>
      <FormError>{message}</FormError>
      <Field label="Organization" error={errors.organizationId && "Choose an organization from the list."} required>
        <Controller
          control={form.control}
          name="organizationId"
          render={({ field: { name, ref, onChange } }) => (
            <OrganizationPicker
              name={name}
              ref={ref}
              placeholder="Search by name"
              onChoose={(chosen) => onChange(chosen?.value)}
            />
          )}
        />
      </Field>
      <Field label="User name" error={errors.username} required>
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} {...register("username")} />
      </Field>
      <Field label="E-mail" hint="The link to choose a password goes there." error={errors.email} required>
        <Input type="email" autoComplete="off" {...register("email")} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="First name" error={errors.firstName}>
          <Input autoComplete="off" {...register("firstName")} />
        </Field>
        <Field label="Last name" error={errors.lastName}>
          <Input autoComplete="off" {...register("lastName")} />
        </Field>
      </div>
      <Field label="Role" error={errors.role}>
        <RoleSelect {...register("role")} />
      </Field>
      <Field label="Phone" error={errors.phone} optional>
        <Input type="tel" autoComplete="off" {...register("phone")} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Create account
        </Button>
      </div>
    </form>
  );
}
