import { z } from "zod";
import { listMembers } from "@/db/queries/intelligence/case-members";
import { findMessage, insertMessage } from "@/db/queries/intelligence/case-messages";
import { findOpenCase } from "@/db/queries/intelligence/cases";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { id, requiredText } from "@/lib/kernel/input";
import { handlesIn, namedIn } from "@/lib/kernel/mentions";
import { announceMention } from "./announce-case";
import { canNote } from "./case-policy";
import type { CaseNote } from "./get-notes";

/** Writes a note into a case's thread; members whom it names with @ are told. */
export const addNote = command({
  action: "intelligence.case-note.create",
  subject: "case",
  input: z.object({ case_id: id(), comment: requiredText(10_000), parent_comment_id: id().optional() }),
  target: (tx, input) => findOpenCase(tx, input.case_id),
  allow: canNote,
  run: async ({ tx, actor, target }, { comment, parent_comment_id: parentId }): Promise<CaseNote> => {
    const parent = parentId === undefined ? undefined : await findMessage(tx, parentId);
    if (parentId !== undefined && parent?.case_id !== target.id)
      throw invalidField("parent_comment_id", "is not a note of this case");
    const members = handlesIn(comment).length > 0 ? await listMembers(tx, target.id) : [];
    const people = members.map(({ user_id: id, handle, name }) => ({ id, handle, name }));
    const mentions = namedIn(comment, people, []).map(({ id, handle, name }) => ({
      user_id: id,
      handle: handle.toLowerCase(),
      name,
    }));
    const said = await insertMessage(tx, {
      organizationId: target.organization_id,
      caseId: target.id,
      authorId: actor.userId,
      parentId: parentId ?? null,
      body: comment,
      mentions: mentions.map(({ user_id, handle }) => ({ user_id, handle })),
    });
    const named = mentions.map((mention) => mention.user_id);
    if (named.length > 0) await announceMention(tx, actor, target, named, said.id);
    return {
      id: said.id,
      parent_comment_id: parentId ?? null,
      author_id: actor.userId,
      author: actor.name,
      author_role: actor.role,
      own: true,
      comment,
      mentions,
      created_at: said.created_at.toISOString(),
    };
  },
});
