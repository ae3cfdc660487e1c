"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { renamingInput } from "@/lib/identity/admin/organization-input";
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
  return (
    <Drawer open={open} closeHref={closeHref} title="Rename organization">
      <RenamingForm organization={organization} closeHref={closeHref} />
    </Drawer>
  );
}

function RenamingForm({ organization, closeHref }: { organization: { id: number; name: string }; closeHref: string }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: renamingInput,
    defaults: { organizationId: organization.id },
    send: renameOrganizationAction,
    onDone: () => {
      toast("Organization renamed");
      router.replace(closeHref, { scroll: false });
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field label="Name" error={errors.name} required>
        <Input defaultValue={organization.name} maxLength={200} autoComplete="off" {...register("name")} />
      </Field>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Rename organization
        </Button>
      </div>
    </form>
  );
}
