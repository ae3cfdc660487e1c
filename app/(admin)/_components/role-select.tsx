import type { ComponentProps } from "react";
import { Select } from "@/components/ui/select";

const roles = [
  ["client", "Client: answers for its organization"],
  ["lead", "Lead: reviews organizations assigned to it"],
  ["analyst", "Analyst: works in the intelligence workspace"],
  ["superuser", "Superuser: administers everything"],
] as const;

/** What an account may do, each role with its meaning. */
export function RoleSelect(props: ComponentProps<typeof Select>) {
  return (
    <Select defaultValue="client" {...props}>
      {roles.map(([role, label]) => (
        <option key={role} value={role}>
          {label}
        </option>
      ))}
    </Select>
  );
}
