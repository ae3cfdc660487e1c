"use client";

import { useState } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { changeRoleAction } from "../../actions";

const roles = { client: "Client", lead: "Lead", analyst: "Analyst", superuser: "Superuser" } as const;
type Role = keyof typeof roles;
const withArticle = (role: Role) => `${role === "analyst" ? "an" : "a"} ${role}`;

/** Gives an account another role, after saying what that ends. */
export function ChangeRole({
  user,
  assigned,
  disabled,
}: {
  user: { id: number; name: string; role: Role };
  assigned: number;
  disabled: boolean;
}) {
  const [role, setRole] = useState<Role>(user.role);
  const lost =
    user.role === "lead" && assigned > 0
      ? ` They give up the ${assigned === 1 ? "organization" : `${assigned} organizations`} assigned to them.`
      : "";
  return (
    <Card className="flex flex-wrap items-end justify-between gap-3">
      <Field label="Role" className="w-full max-w-56">
        <Select value={role} disabled={disabled} onChange={(event) => setRole(event.target.value as Role)}>
          {Object.entries(roles).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <ConfirmDialog
        trigger={<Button disabled={disabled || role === user.role}>Change role</Button>}
        title={`Make ${user.name} ${withArticle(role)}?`}
        description={`They are signed out everywhere and can do what ${withArticle(role)} can from their next sign-in.${lost}`}
        confirmLabel="Change role"
        onConfirm={async () => {
          const result = await proven(() => changeRoleAction({ userId: user.id, role }));
          if (!result.ok) return result.fault.message;
          toast(`${user.name} is ${withArticle(role)} now`);
        }}
      />
    </Card>
  );
}
