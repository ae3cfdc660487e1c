"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { organizationInput } from "@/lib/identity/admin/organization-input";
import { createOrganizationAction } from "../actions";

/** Names an organization, then leads to it. */
export function NewOrganization({ open, closeHref }: { open: boolean; closeHref: string }) {
  return (
    <Drawer open={open} closeHref={closeHref} title="New organization">
      <OrganizationForm />
    </Drawer>
  );
}

function OrganizationForm() {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: organizationInput,
    send: createOrganizationAction,
    onDone: ({ id }, { name }) => {
      toast(`${name} created`);
      router.push(`/admin/organizations/${id}`);
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field label="Name" hint="As its people know it. You can change it later." error={errors.name} required>
        <Input maxLength={200} autoComplete="off" autoFocus {...register("name")} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Create organization
        </Button>
      </div>
    </form>
  );
}
