"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Select } from "@/components/ui/select";
import { memberInput } from "@/lib/intelligence/cases/case-input";
import { caseRoles, caseRoleWords, standardRights } from "@/lib/intelligence/cases/case-words";
import { saveMemberAction } from "../../actions";

/** Gives an analyst a part in a case, with the rights of that part. */
export function MemberForm({ caseId, people }: { caseId: number; people: { id: number; name: string }[] }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: memberInput,
    defaults: { case_id: caseId },
    send: saveMemberAction,
    onDone: () => {
      toast("Saved");
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Analyst" error={errors.user_id} required>
          <Select {...register("user_id")} defaultValue="">
            <option value="">Choose an analyst</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Part" error={errors.role} required>
          <Select {...register("role")} defaultValue="investigator">
            {caseRoles.map((role) => (
              <option key={role} value={role}>
                {`${caseRoleWords[role]}: ${standardRights[role].canManage ? "edits and manages" : standardRights[role].canEdit ? "edits" : role === "reviewer" ? "reads and notes" : "reads"}`}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Give the part
        </Button>
      </div>
    </form>
  );
}
