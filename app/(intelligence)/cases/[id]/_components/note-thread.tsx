"use client";

import { useMemo } from "react";
import { Thread } from "@/components/threads/thread";
import type { ThreadActions } from "@/components/threads/types";
import type { CaseNote, CaseNotes } from "@/lib/intelligence/cases/get-notes";
import type { Mentionable } from "@/lib/assessment/list-mentionable";
import { addNoteAction, getNotesAction } from "../../actions";

/** A note as the thread shows messages: nothing is judged here, and nothing is marked as read. */
const messageOf = (note: CaseNote) => ({ ...note, unread: false, status: null, response_version: null });
const threadOf = ({ case_id, messages, people, can_comment }: CaseNotes) => ({
  ...{ product_id: case_id, response_id: null, unread: 0, people, can_comment },
  messages: messages.map(messageOf),
});

/** The thread of a case; members are named with @. */
export function NoteThread({ initial, people }: { initial: CaseNotes; people: Mentionable[] }) {
  const actions = useMemo<ThreadActions>(
    () => ({
      load: async ({ product_id }) => {
        const answer = await getNotesAction({ case_id: product_id });
        return answer.ok ? { ok: true, data: threadOf(answer.data) } : answer;
      },
      post: async ({ product_id, comment, parent_comment_id }) => {
        const answer = await addNoteAction({ case_id: product_id, comment, parent_comment_id });
        if (!answer.ok) return answer;
        const { id, author_role, ...said } = answer.data;
        const place = { comment_id: id, product_id, response_id: null, response_status: null };
        return {
          ok: true,
          data: { ...said, ...place, author_role: author_role ?? "analyst", status: null, response_version: null },
        };
      },
      people: async ({ q }) => {
        const typed = q.toLowerCase();
        const named = people.filter(({ name, handle }) => `${handle} ${name}`.toLowerCase().includes(typed));
        return { ok: true, data: { people: named.slice(0, 8) } };
      },
      markRead: async () => ({ ok: true, data: undefined }),
    }),
    [people],
  );
  return (
    <Thread
      place={{ product_id: initial.case_id }}
      draftName={`case/${initial.case_id}`}
      initial={threadOf(initial)}
      actions={actions}
      empty="Nobody has noted anything yet. What is written here is for the members of the case."
    />
  );
}
