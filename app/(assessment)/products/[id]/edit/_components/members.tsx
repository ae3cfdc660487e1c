"use client";

import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { addMemberAction, removeMemberAction } from "../../../actions";

interface Member {
  id: number;
  name: string;
  email: string;
  is_active: boolean;
}

/** Who answers together with the owner. Every change takes effect at once. */
export function Members({
  productId,
  members: first,
  candidates,
}: {
  productId: number;
  members: Member[];
  candidates: ComboboxOption[];
}) {
  const [members, setMembers] = useState(first);
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const [pending, setPending] = useState<number | null>(null);
  const [error, setError] = useState("");

  async function run(userId: number, change: typeof addMemberAction) {
    setPending(userId);
    setError("");
    const result = await change({ product_id: productId, user_id: userId }).catch(() => undefined);
    setPending(null);
    if (!result?.ok) return setError(result?.fault.message ?? "The server could not be reached. Nothing was changed.");
    setMembers(result.data.members);
    setChosen(null);
  }

  const free = candidates.filter(({ value }) => !members.some((member) => member.id === Number(value)));
  return (
    <Section title="Members" description="They write into the same answers; the history says who wrote what." card>
      <FormError className="not-empty:mb-3">{error}</FormError>
      {members.length > 0 && (
        <ul className="mb-4 flex flex-col divide-y divide-line">
          {members.map((member) => (
            <li key={member.id} className="flex min-h-11 items-center gap-3">
              <Avatar name={member.name} />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{member.name}</span>
                <span className="block truncate text-xs text-muted">{member.email}</span>
              </span>
              {!member.is_active && <Badge>Disabled</Badge>}
              <Button
                size="sm"
                variant="ghost"
                pending={pending === member.id}
                onClick={() => void run(member.id, removeMemberAction)}
              >
                Remove<span className="sr-only"> {member.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Add a member" className="min-w-56 flex-1">
          <Combobox
            options={free}
            value={chosen}
            onValueChange={setChosen}
            placeholder="Find a colleague"
            emptyText="Everyone of the organization is in already"
          />
        </Field>
        <Button
          icon="user-plus"
          disabled={!chosen}
          pending={chosen !== null && pending === Number(chosen.value)}
          onClick={() => chosen && void run(Number(chosen.value), addMemberAction)}
        >
          Add member
        </Button>
      </div>
    </Section>
  );
}
