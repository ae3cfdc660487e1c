"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { DueDay } from "@/components/plan/due-day";
import { Checkbox } from "@/components/ui/choice";
import { cn } from "@/components/ui/cn";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { updateTaskAction } from "../../actions";

/** A task with its tick. */
export function TaskRow({ task }: { task: ShownCase["tasks"][number] }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const done = task.done_at !== null;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0">
      <Checkbox
        className="min-w-0 flex-1"
        label={<span className={cn("font-medium break-words", done && "text-muted line-through")}>{task.title}</span>}
        hint={task.description || undefined}
        checked={done}
        disabled={!task.may_tick || pending}
        onChange={() =>
          startTransition(async () => {
            const answer = await updateTaskAction({ task_id: task.id, version: task.version, done: !done });
            if (!answer.ok) toast.error(answer.fault.message);
            router.refresh();
          })
        }
      />
      <span className="text-muted">{done ? `Done by ${task.done_by}` : task.assignee || "Nobody yet"}</span>
      <DueDay day={task.due_on} overdue={task.overdue} />
    </li>
  );
}
