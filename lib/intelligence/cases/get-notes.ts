import { z } from "zod";
import { listMessages, type MessageRow } from "@/db/queries/intelligence/case-messages";
import { findCase } from "@/db/queries/intelligence/cases";
import type { Actor } from "@/lib/kernel/actor";
import { id } from "@/lib/kernel/input";
import { canNote } from "./case-policy";
import { lookIntoCase } from "./look-into-case";

/** Notes a thread shows: the newest, should there be more. */
const MOST = 500;

/** The notes of a case, as a thread. */
export const getNotes = lookIntoCase({
  action: "intelligence.case-note.list",
  scope: "intelligence:read",
  subject: "case",
  input: z.object({ case_id: id() }),
  target: (tx, input) => findCase(tx, input.case_id),
  caseOf: (found) => found,
  run: async ({ tx, actor, target }) => {
    const messages = (await listMessages(tx, target.id, MOST)).map((row) => describeMessage(row, actor));
    return {
      case_id: target.id,
      messages,
      people: [...new Set(messages.map(({ author }) => author))],
      can_comment: canNote(actor, target),
    };
  },
});

const describeMessage = (row: MessageRow, actor: Actor) => ({
  id: row.id,
  parent_comment_id: row.parent_id,
  author_id: row.author_id,
  author: row.author || "Someone who has left",
  author_role: row.author_role,
  own: row.author_id === actor.userId,
  comment: row.body,
  mentions: row.mentions.map((mention) => ({ ...mention, name: mention.name ?? mention.handle })),
  created_at: row.created_at.toISOString(),
});

export type CaseNotes = Awaited<ReturnType<typeof getNotes>>;
export type CaseNote = CaseNotes["messages"][number];
