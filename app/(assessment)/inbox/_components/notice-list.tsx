"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useRef, useTransition } from "react";
import { toast } from "sonner";
import { focusedRow, useRowKeys } from "@/components/review/use-row-keys";
import { unreachable } from "@/components/threads/use-thread";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Notification } from "@/lib/notify/list-notifications";
import { markReadAction } from "../actions";
import { NoticeRow } from "./notice-row";

/** What changed for the reader: `j` and `k` walk, Enter opens, `e` is done with it. */
export function NoticeList({
  notices,
  keepRead,
  unread,
}: {
  notices: Notification[];
  /** Whether what is read stays in the list. */
  keepRead: boolean;
  unread: number;
}) {
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const [pending, startTransition] = useTransition();
  const [shown, mark] = useOptimistic(notices, (before, change: { ids: number[]; read: boolean }) =>
    before.map((notice) => (change.ids.includes(notice.id) ? { ...notice, read: change.read } : notice)),
  );
  const visible = keepRead ? shown : shown.filter((notice) => !notice.read);

  function set(ids: number[], read: boolean, all = false) {
    startTransition(async () => {
      mark({ ids, read });
      const result = await markReadAction(all ? { all: true } : { ids, read }).catch(() => undefined);
      if (!result?.ok) {
        toast.error(result?.fault.message ?? unreachable);
        return;
      }
      router.refresh();
      if (read && !all && ids.length === 1)
        toast("Done", { action: { label: "Undo", onClick: () => set(ids, false) } });
    });
  }

  function done() {
    const row = focusedRow(list.current);
    const id = Number(row?.dataset.row);
    if (!id) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const next = rows[rows.indexOf(row!) + 1] ?? rows.at(-2);
    if (!keepRead) next?.focus();
    set([id], !(keepRead && shown.find((notice) => notice.id === id)?.read));
  }

  useRowKeys(list, "Inbox", [{ key: "e", label: "Done with it", run: done }]);

  return (
    <div className="flex flex-col gap-3">
      {unread > 0 && (
        <div className="flex justify-end">
          <Button
            size="sm"
            icon="check"
            pending={pending}
            onClick={() =>
              set(
                shown.map(({ id }) => id),
                true,
                true,
              )
            }
          >
            {unread === 1 ? "Mark it as read" : `Mark all ${unread} as read`}
          </Button>
        </div>
      )}
      <Card padded={false} ref={list}>
        <ul aria-label="Notices" className="divide-y divide-line">
          {visible.map((notice) => (
            <NoticeRow
              key={notice.id}
              notice={notice}
              onOpen={() => !notice.read && void markReadAction({ ids: [notice.id] }).then(() => router.refresh())}
              onMark={(read) => set([notice.id], read)}
            />
          ))}
        </ul>
      </Card>
    </div>
  );
}
