import { z } from "zod";
import { listPersonColumns, listRowsAbout, listTrailOf, type PersonColumn } from "@/db/queries/identity/personal-data";
import { findUser } from "@/db/queries/identity/users";
import type { Caller } from "@/lib/kernel/actor";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canExportPerson } from "../policy";
import { shareOf } from "./own-rows";

const PAGE = 1_000;
const about = {
  target: (tx: Parameters<typeof findUser>[0], { userId }: { userId: number }) => findUser(tx, userId),
  subject: "user",
  allow: canExportPerson,
};

const readColumns = query({
  action: "identity.personal-data.read",
  input: z.object({ userId: id() }),
  ...about,
  run: async ({ tx }) => [{ table: "users", column: "id" }, ...(await listPersonColumns(tx))],
});

const readRows = query({
  action: "identity.personal-data.read",
  input: z.object({ userId: id(), table: z.string(), column: z.string(), afterId: z.number() }),
  ...about,
  run: async ({ tx }, { userId, afterId, ...where }) => {
    const rows = await listRowsAbout(tx, where, { userId, afterId, limit: PAGE });
    const last = rows.at(-1)?.id;
    const more = rows.length === PAGE && typeof last === "number" ? last : undefined;
    return { rows: rows.map((row) => shareOf(where, row)), more };
  },
});

const readTrail = query({
  action: "identity.personal-data.read",
  input: z.object({ userId: id(), time: z.string(), id: z.number() }),
  ...about,
  run: ({ tx }, { userId, ...after }) => listTrailOf(tx, userId, after, PAGE),
});

/**
 * Everything stored about a person as JSON text, in pieces: by table and by the column that names it, then what the trail
 * says it did. A page a transaction, so that nothing is held for long and memory stays as it is.
 */
export async function* readPersonalData(
  caller: Caller,
  userId: number,
  say: (share: number, step: string) => void,
): AsyncGenerator<string> {
  const columns = await readColumns(caller, { userId });
  yield `{"format":"securesphere-personal-data","version":1,"made_at":${JSON.stringify(new Date())},"user_id":${userId},"tables":{`;
  let table: string | undefined;
  for (const [at, where] of columns.entries()) {
    say(at / (columns.length + 1), where.table);
    yield `${opening(table, where)}${JSON.stringify(where.column)}:[`;
    table = where.table;
    let separator = "";
    for (let afterId: number | undefined = 0; afterId !== undefined;) {
      const page: Awaited<ReturnType<typeof readRows>> = await readRows(caller, { userId, ...where, afterId });
      for (const row of page.rows) {
        yield `${separator}\n${JSON.stringify(row)}`;
        separator = ",";
      }
      afterId = page.more;
    }
    yield "]";
  }
  yield '}},\n"trail":[';
  let mark = { time: "-infinity", id: 0 };
  for (let read = PAGE, separator = ""; read === PAGE;) {
    say(columns.length / (columns.length + 1), "audit trail");
    const entries = await readTrail(caller, { userId, ...mark });
    for (const entry of entries) {
      yield `${separator}\n${JSON.stringify(entry)}`;
      separator = ",";
    }
    read = entries.length;
    mark = entries.at(-1) ?? mark;
  }
  yield "]}\n";
}

/** Goes on within a table, or closes it and opens the next. */
const opening = (before: string | undefined, { table }: PersonColumn) =>
  before === table ? "," : `${before === undefined ? "" : "},"}\n${JSON.stringify(table)}:{`;
