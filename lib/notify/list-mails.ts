import { z } from "zod";
import { findMails } from "@/db/queries/notify/outbox";
import { mailStates } from "@/db/schema/notify/emails";
import { id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeOutbox } from "./outbox-policy";

/** The outbox without the mails' texts, the latest first; `q` searches recipient and subject. */
export const listMails = query({
  action: "notify.mail.list",
  input: z.object({
    q: text(200).optional(),
    state: z.enum(mailStates).optional(),
    limit: limit(500, 50),
    cursor: id().optional(),
  }),
  allow: canSeeOutbox,
  run: async ({ tx }, { cursor, limit, ...filter }) => {
    const rows = await findMails(tx, { ...filter, before: cursor, limit: limit + 1 });
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.id) : null };
  },
});
