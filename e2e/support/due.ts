import { z } from "zod";
import { findDue, type DueStatement } from "@/db/queries/notify/due";
import { systemCaller } from "@/lib/kernel/actor";
import { query } from "@/lib/kernel/query";

const find = query({
  action: "test.due",
  input: z.object({ statement: z.custom<DueStatement>(), today: z.iso.date() }),
  allow: () => true,
  run: ({ tx }, { statement, today }) => findDue(tx, statement, { kind: "test", topic: "reminder", today, limit: 500 }),
});

/** What a source of reminders has for a day. */
export const dueOn = (statement: DueStatement, today: string) => find(systemCaller("job:test"), { statement, today });
