import { z } from "zod";
import { findEveryKey } from "@/db/queries/identity/admin/access";
import { id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { pageOf } from "./list-page";
import { canAdminister } from "./policy";

/** Everybody's API keys, the newest first; `q` searches user name and name, or begins the key. */
export const listAllKeys = query({
  action: "identity.key.list-all",
  input: z.object({ q: text(200).optional(), limit: limit(500, 50), cursor: id().optional() }),
  allow: canAdminister,
  run: async ({ tx }, { q, cursor, limit }) => {
    const rows = await findEveryKey(tx, { q, before: cursor, limit: limit + 1 });
    return pageOf(rows, limit, (row) => String(row.id));
  },
});
