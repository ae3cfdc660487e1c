"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, type FormEvent } from "react";
import { toast } from "sonner";
import { Drawer } from "../frame/drawer";
import { unreachable } from "../threads/use-thread";
import { Button } from "../ui/button";
import { Combobox, type ComboboxOption } from "../ui/combobox";
import { Field } from "../ui/field";
import { FormError } from "../ui/form-error";
import { Input, Textarea } from "../ui/input";
import type { WorkActions } from "./work-actions";

/** Who a section or a question is assigned to. */
export interface Assigned {
  id: number;
  user_id: number;
  name: string;
  due_on: string | null;
  note: string;
}

/** Assigns a section or a question, in the drawer. */
export function AssignDrawer({
  open,
  what,
  title,
  place,
  assigned,
  actions,
  onClose,
}: {
  open: boolean;
  what: "section" | "question";
  /** Of the section, or the question's text. */
  title: string;
  place: { product_id: number; section_id?: number; question_id?: number };
  /** The assignment of the place itself. */
  assigned: Assigned | null;
  actions: WorkActions;
  onClose: () => void;
}) {
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title={`Assign this ${what}`} description={title}>
      {open && (
        <AssignForm
          key={`${place.section_id ?? 0}/${place.question_id ?? 0}/${assigned?.id ?? 0}`}
          what={what}
          place={place}
          assigned={assigned}
          actions={actions}
          onClose={onClose}
        />
      )}
    </Drawer>
  );
}

function AssignForm({
  what,
  place,
  assigned,
  actions,
  onClose,
}: {
  what: "section" | "question";
  place: { product_id: number; section_id?: number; question_id?: number };
  assigned: Assigned | null;
  actions: WorkActions;
  onClose: () => void;
}) {
  const router = useRouter();
  const [people, setPeople] = useState<ComboboxOption[]>([]);
  const [person, setPerson] = useState<ComboboxOption | null>(
    assigned && { value: String(assigned.user_id), label: assigned.name },
  );
  const [dueOn, setDueOn] = useState(assigned?.due_on ?? "");
  const [note, setNote] = useState(assigned?.note ?? "");
  const [pending, setPending] = useState<"save" | "remove">();
  const [error, setError] = useState("");
  const { findPeople } = actions;

  useEffect(() => {
    let current = true;
    void findPeople().then((found) => current && setPeople(found));
    return () => {
      current = false;
    };
  }, [findPeople]);

  async function run(kind: "save" | "remove", sent: ReturnType<WorkActions["assign"]>, done: string) {
    setPending(kind);
    setError("");
    const result = await sent.catch(() => undefined);
    setPending(undefined);
    if (!result?.ok) return setError(result?.fault.message ?? unreachable);
    toast(done);
    router.refresh();
    onClose();
  }

  function save(event: FormEvent) {
    event.preventDefault();
    if (!person) return setError("Choose who answers it.");
    const input = { ...place, user_id: Number(person.value), due_on: dueOn || null, note: note.trim() };
    void run("save", actions.assign(input), `Assigned to ${person.label}`);
  }

  return (
    <form onSubmit={save} noValidate method="post" className="flex flex-col gap-4">
      <Field label="Who answers it" hint="Someone who is not a member of the product becomes one, and is told.">
        <Combobox
          options={people}
          value={person}
          onValueChange={setPerson}
          placeholder="Find a colleague"
          emptyText="No active client of the organization has this name"
        />
      </Field>
      <Field label="Due" optional>
        <Input
          type="date"
          name="due_on"
          min="2000-01-01"
          value={dueOn}
          onChange={(event) => setDueOn(event.target.value)}
        />
      </Field>
      <Field label="Note" optional>
        <Textarea name="note" rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {what === "section" && (
        <p className="text-sm text-muted">
          Questions of the section that are assigned by themselves keep their person.
        </p>
      )}
      <FormError>{error}</FormError>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" icon="user-plus" pending={pending === "save"}>
          {assigned ? "Save assignment" : `Assign ${what}`}
        </Button>
        {assigned && (
          <Button
            pending={pending === "remove"}
            onClick={() => void run("remove", actions.unassign({ assignment_id: assigned.id }), "Assignment removed")}
          >
            Remove assignment
          </Button>
        )}
      </div>
    </form>
  );
}
