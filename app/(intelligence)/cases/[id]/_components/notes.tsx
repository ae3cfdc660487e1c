import { load } from "@/app/_http/page";
import { Card } from "@/components/ui/card";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { getNotes } from "@/lib/intelligence/cases/get-notes";
import { NoteThread } from "./note-thread";

/** The notes of a case, as a thread. */
export async function Notes({ found }: { found: ShownCase }) {
  const notes = await load(getNotes, { case_id: found.id });
  return (
    <Card className="max-w-3xl">
      <NoteThread
        initial={notes}
        people={found.members
          .filter((member) => member.is_active)
          .map(({ user_id, name, handle }) => ({ id: user_id, name, handle, role: "analyst" as const }))}
      />
    </Card>
  );
}
