import { createHash, randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import type pg from "pg";
import { z } from "zod";

import { madeMessages, type MadeMessage } from "@/lib/demo/exports/messages";
import { telegramChat } from "@/lib/demo/exports/write-telegram";
import { seedWatchlist } from "@/lib/demo/seed-watchlist";
import { type Caller, systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";

/** What is taken in is said to be a bench's. */
export const benchFacts = { supplied_by: "The bench", authority: "A measurement" };

/** An agency named Bench, and its analyst, who has said what for. */
export async function addBenchAgency(owner: pg.Client): Promise<{ id: number; analyst: Caller }> {
  await owner.query("begin");
  await owner.query("select app.enter_system('system:bench', '{}')");
  const { rows } = await owner.query<{ id: number }>("insert into organizations (name) values ('Bench') returning id");
  const agency = rows[0]!.id;
  await owner.query(
    "insert into users (organization_id, username, email, role) values ($1, 'bench-analyst', 'analyst@bench.test', 'analyst')",
    [agency],
  );
  await owner.query("commit");
  return { id: agency, analyst: await enterBenchAnalyst(owner) };
}

/** The analyst of the agency named Bench, signed in for a day. */
export async function enterBenchAnalyst(owner: pg.Client): Promise<Caller> {
  const hash = createHash("sha256").update(randomBytes(32)).digest();
  await owner.query("begin");
  await owner.query("select app.enter_system('system:bench', '{}')");
  await owner.query(
    `with analyst as (select id, organization_id from users where username = 'bench-analyst'),
       said as (insert into purposes (organization_id, user_id, purpose, expires_at)
                select organization_id, id, 'Bench', now() + interval '1 day' from analyst)
     insert into sessions (user_id, token_hash, expires_at) select id, $1, now() + interval '1 day' from analyst`,
    [hash],
  );
  await owner.query("commit");
  return { ...systemCaller("cli"), credential: { kind: "session", hash } };
}

const watch = command({
  action: "bench.watch",
  as: "system:bench",
  input: z.object({ id: z.number() }),
  allow: () => true,
  run: ({ tx }, { id }) => seedWatchlist(tx, id),
});

/** Gives an agency the watchlist that others begin with. */
export const addStarterWatchlist = (id: number) => watch(systemCaller("system:bench"), { id });

/** Writes so many made-up messages as Telegram Desktop exports a chat. */
export async function writeExport(file: string, messages: number): Promise<void> {
  const handle = await open(file, "w");
  let part: string[] = [];
  const chat: MadeMessage["chat"] = { id: 1_400_000_000, name: "Bench", type: "private_supergroup" };
  for (const piece of telegramChat(chat, madeMessages({ seed: 7, count: messages, chats: 1 }))) {
    part.push(piece);
    if (part.length < 5_000) continue;
    await handle.write(part.join(""));
    part = [];
  }
  await handle.write(part.join(""));
  await handle.close();
}
