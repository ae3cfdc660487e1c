import { z } from "zod";
import { findOpenSessions } from "@/db/queries/identity/admin/access";
import { SESSION_IDLE_SECONDS } from "@/lib/kernel/enter";
import { id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { pageOf } from "./list-page";
import { canAdminister } from "./policy";

/** Where everybody is signed in, the newest first; `q` searches user name and e-mail. */
export const listAllSessions = query({
  action: "identity.session.list-all",
  input: z.object({ q: text(200).optional(), limit: limit(500, 50), cursor: id().optional() }),
  allow: canAdminister,
  run: async ({ tx, actor }, { q, cursor, limit }) => {
    const rows = await findOpenSessions(tx, SESSION_IDLE_SECONDS, { q, before: cursor, limit: limit + 1 });
    const marked = rows.map((row) => ({ ...row, isCurrent: row.id === actor.sessionId }));
    return pageOf(marked, limit, (row) => String(row.id));
  },
});
