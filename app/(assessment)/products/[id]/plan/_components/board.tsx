"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { actionStatuses, actionStatusWords } from "@/lib/assessment/action-words";
import { updateActionAction } from "../actions";
import { BoardColumn } from "./board-column";
import { arranged, besideIn, handleId, versionOf, type BoardAction, type Move } from "./board-moves";

/**
 * The actions by status. A card is moved by dragging, by its menu, or by Shift and an arrow key while it has the focus.
        {saving > 0 && <span className="ml-2 font-medium">Saving…</span>}
 * A move shows at once and is taken back when the server refuses it.
 */
export function Board({ actions }: { actions: BoardAction[] }) {
  const router = useRouter();
  const [moves, setMoves] = useState<Move[]>([]);
  const [said, setSaid] = useState("");
  const [saving, setSaving] = useState(0);
  const focused = useRef<number>(undefined);
  /** One move after the other: each is made of the version that the one before leaves. */
  const queue = useRef(Promise.resolve());
  const columns = arranged(actions, moves);

  useEffect(() => {
    if (saving === 0) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    return () => removeEventListener("beforeunload", stay);
  }, [saving]);

  useEffect(() => {
    if (focused.current === undefined) return;
    document.getElementById(handleId(focused.current))?.focus();
    focused.current = undefined;
  });

  function move({ id, title, status: from }: BoardAction, status: BoardAction["status"], beforeId: number | null) {
    const version = versionOf(actions, moves, id);
    const made: Move = { id, becomes: version + 1, status, beforeId };
    const column = arranged(actions, [...moves, made]).get(status)!;
    const at = column.findIndex((each) => each.id === id) + 1;
    setMoves([...moves, made]);
    setSaid(`${title}: ${actionStatusWords[status]}, ${at} of ${column.length}`);
    focused.current = id;
    setSaving((count) => count + 1);
    queue.current = queue.current.then(async () => {
      const input = { action_id: id, version, status, before_id: beforeId };
      const result = await updateActionAction(input).catch(() => undefined);
      if (result?.ok) {
        if (status === "done" && from !== "done") toast("Done. The answers it is about are to be renewed.");
      } else {
        setMoves((all) => all.filter((each) => each.id !== id));
        setSaid(`${title} was not moved`);
        toast.error(result?.fault.message ?? "The server did not answer. The card is back where it was; try again.");
      }
      setSaving((count) => count - 1);
      router.refresh();
    });
  }

  return (
    <section aria-label="Board" className="flex flex-col gap-3">
      <p className="text-sm text-muted">
        Drag a card, use its menu, or press <kbd>Shift</kbd> and an arrow key while it has the focus.
      </p>
      <div className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {actionStatuses.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            cards={columns.get(status)!}
            find={(id) => actions.find((action) => action.id === id)}
            onMove={move}
            onStep={(action, step) => {
              const beside = besideIn(columns, action, step);
              if (beside) move(action, beside.status, beside.beforeId);
            }}
          />
        ))}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </section>
  );
}
