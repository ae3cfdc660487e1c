import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll } from "vitest";
import { sealAll } from "@/lib/audit/sealer";
import { writeWitness } from "@/lib/audit/write-witness";
import { anonymous, type World } from "./world";

/** A witness directory of the test file's own. Call it beside useWorld(). */
export function useWitness(): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), "witness-"));
  process.env.SECURESPHERE_WITNESS_DIR = directory;
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Seals all there is, the witness included. */
export async function seal(): Promise<number> {
  const sealed = await sealAll();
  await writeWitness(anonymous, {});
  return sealed;
}

/** What somebody with all the rights of the database's owner does to the trail: nothing holds, and nothing is noted. */
export async function tamper(world: World, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: world.database.ownerUrl });
  await client.connect();
  const tables = ["audit_log", "audit_checkpoints"];
  try {
    await client.query("begin");
    for (const table of tables) await client.query(`alter table ${table} disable trigger append_only`);
    for (const statement of statements) await client.query(statement);
    for (const table of tables) await client.query(`alter table ${table} enable trigger append_only`);
    await client.query("alter table audit_checkpoints enable always trigger append_only");
    await client.query("commit");
  } finally {
    await client.end();
  }
}
