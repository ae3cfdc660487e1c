"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { createOrganizationAction } from "../actions";

/** Names an organization, then leads to it. */
export function NewOrganization({ open, closeHref }: { open: boolean; closeHref: string }) {
  const router = useRouter();
  const { submit, pending, errors, message } = useSubmit(
    ({ name }) => createOrganizationAction({ name: name ?? "" }),
    ({ id }, { name }) => {
      toast(`${name} created`);
      router.push(`/admin/organizations/${id}`);
    },
  );
  return (
    <Drawer open={open} closeHref={closeHref} title="New organization">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <FormError>{message}</FormError>
        <Field label="Name" hint="As its people know it. You can change it later." error={errors.name} required>
          <Input name="name" maxLength={200} autoComplete="off" autoFocus />
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Create organization
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
