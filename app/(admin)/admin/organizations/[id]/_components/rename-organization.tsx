"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { renameOrganizationAction } from "../../actions";

export function RenameOrganization({
  organization,
  open,
  closeHref,
}: {
  organization: { id: number; name: string };
  open: boolean;
  closeHref: string;
}) {
  const router = useRouter();
  const { submit, pending, errors, message } = useSubmit(
    ({ name }) => renameOrganizationAction({ organizationId: organization.id, name: name ?? "" }),
    () => {
      toast("Organization renamed");
      router.replace(closeHref, { scroll: false });
    },
  );
  return (
    <Drawer open={open} closeHref={closeHref} title="Rename organization">
      <form onSubmit={submit} className="flex flex-col gap-4">
        <FormError>{message}</FormError>
        <Field label="Name" error={errors.name} required>
          <Input name="name" defaultValue={organization.name} maxLength={200} autoComplete="off" />
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Rename organization
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
