import { randomBytes } from "node:crypto";
import type { Client } from "pg";

import { rowHash } from "@/db/queries/audit/canonical";
import { type Checkpoint, signingKey, type SigningKey } from "@/lib/audit/proof/checkpoint";
import { makeCheckpoint } from "@/lib/audit/proof/make-checkpoint";
import { readRecord, RECORD } from "@/lib/audit/proof/row";
import type { ProblemKind } from "@/lib/audit/proof/trail-verifier";

export interface Tampering {
  name: string;
  /** What the verifier has to call it; null where nothing was tampered with. */
  kind: ProblemKind | null;
  /** Does it, with every trigger off. Returns the id of the entry that the verifier has to name first. */
  tamper(client: Client, stolen: SigningKey[]): Promise<number | null>;
}

const idOf = async (client: Client, text: string) => Number((await client.query<{ id: string }>(text)).rows[0]!.id);

/** Some entry in the middle of the trail. */
const some = (client: Client) =>
  idOf(client, "select id from audit_log where table_name = 'questionnaire_responses' order by id offset 40 limit 1");

const change = (assignment: string) => async (client: Client) => {
  const id = await some(client);
  await client.query(`update audit_log set ${assignment} where id = $1`, [id]);
  return id;
};

/** With an id that no sealer looks at any more. */
async function insert(client: Client): Promise<number> {
  const columns =
    "timestamp, user_id, actor, organization_id, action, table_name, record_id, new_values, transaction_id";
  await client.query(
    `insert into audit_log (id, ${columns}) select -1, ${columns} from audit_log where action = 'UPDATE' order by id limit 1`,
  );
  return -1;
}

async function cutTail(client: Client, withCheckpoints: boolean): Promise<number> {
  const last = "(select max(n) from audit_checkpoints)";
  const id = await idOf(client, `select first_id as id from audit_checkpoints where n = ${last}`);
  await client.query("delete from audit_log where id >= $1", [id]);
  if (withCheckpoints) await client.query(`delete from audit_checkpoints where n = ${last}`);
  return id;
}

/** Changes an entry and seals the whole trail anew, so that all of it agrees with itself. */
async function sealAnew(client: Client, key: SigningKey): Promise<number> {
  await client.query("update audit_log set reason = 'nothing to see here' where id = $1", [await some(client)]);
  const checkpoints = await client.query<{
    n: string;
    records: Buffer;
    sealed_at: Date;
    pending: Checkpoint["pending"];
  }>("select n, records, sealed_at, pending from audit_checkpoints order by n");
  let last: Checkpoint | undefined;
  for (const { n, records, sealed_at, pending } of checkpoints.rows) {
    const sealed = Array.from({ length: records.length / RECORD }, (_, index) => readRecord(records, index * RECORD));
    const rows = await client.query<{ id: string; hash: Buffer }>(
      `select a.id, ${rowHash} as hash from audit_log a where a.id = any ($1)`,
      [sealed.map(({ id }) => id)],
    );
    const hashes = new Map(rows.rows.map(({ id, hash }) => [Number(id), hash]));
    const forged = sealed.map((record) => ({ ...record, hash: hashes.get(record.id)! }));
    const made = makeCheckpoint(last, forged, [key], sealed_at, pending);
    last = made.checkpoint;
    await client.query(
      "update audit_checkpoints set previous = $2, root = $3, public_key = $4, signature = $5, records = $6 where n = $1",
      [n, last.previous, last.root, key.publicKey, made.checkpoint.signature, made.records],
    );
  }
  return idOf(client, "select first_id as id from audit_checkpoints where n = 1");
}

/** Every way we know. A superuser of the database can do all of them; only one needs more: the key. */
export const tamperings: Tampering[] = [
  { name: "nothing", kind: null, tamper: async () => null },
  { name: "edit who did it", kind: "edited", tamper: change("actor = 'somebody else', user_id = null") },
  { name: "edit what it was before", kind: "edited", tamper: change("old_values = '{}'") },
  { name: "edit when", kind: "edited", tamper: change("timestamp = timestamp - interval '1 day'") },
  {
    name: "pass an edit for an erasure by law",
    kind: "edited",
    tamper: change("old_values = null, new_values = null, salt = null, values_digest = sha256('other values')"),
  },
  {
    name: "delete an entry",
    kind: "deleted",
    async tamper(client) {
      const id = await some(client);
      await client.query("delete from audit_log where id = $1", [id]);
      return id;
    },
  },
  {
    name: "delete a month",
    kind: "deleted",
    async tamper(client) {
      const month = "date_trunc('month', (select min(timestamp) from audit_log))";
      const span = `timestamp >= ${month} and timestamp < ${month} + interval '1 month'`;
      const id = await idOf(client, `select min(id) as id from audit_log where ${span}`);
      await client.query(`delete from audit_log where ${span}`);
      return id;
    },
  },
  { name: "insert an entry among the others", kind: "inserted", tamper: insert },
  {
    name: "exchange two entries",
    kind: "edited",
    async tamper(client) {
      const id = await some(client);
      const [other] = (await client.query("select id from audit_log where id > $1 order by id limit 1", [id])).rows;
      const swap = "update audit_log set id = case id when $1 then $2 else $1 end where id in ($1::bigint, $2::bigint)";
      await client.query(swap, [id, other.id]);
      return id;
    },
  },
  {
    name: "truncate the trail",
    kind: "deleted",
    async tamper(client) {
      const id = await idOf(client, "select min(id) as id from audit_log");
      await client.query("truncate audit_log");
      return id;
    },
  },
  { name: "cut off the tail", kind: "deleted", tamper: (client) => cutTail(client, false) },
  { name: "cut off the tail and its checkpoint", kind: "cut", tamper: (client) => cutTail(client, true) },
  {
    name: "truncate the trail and its seal",
    kind: "cut",
    async tamper(client) {
      const id = await idOf(client, "select first_id as id from audit_checkpoints where n = 1");
      await client.query("truncate audit_log, audit_checkpoints");
      return id;
    },
  },
  {
    name: "take out a checkpoint",
    kind: "inserted",
    async tamper(client) {
      const id = await idOf(client, "select first_id as id from audit_checkpoints where n = 1");
      await client.query("delete from audit_checkpoints where n = 1");
      return id;
    },
  },
  {
    name: "edit an entry and its record under the seal",
    kind: "rewritten",
    async tamper(client) {
      await client.query("update audit_log set reason = 'x' where id = $1", [await some(client)]);
      await client.query("update audit_checkpoints set records = overlay(records placing '\\x00' from 20) where n = 1");
      return idOf(client, "select first_id as id from audit_checkpoints where n = 1");
    },
  },
  {
    name: "seal the trail anew with another key",
    kind: "rewritten",
    tamper: (client) => sealAnew(client, signingKey(randomBytes(32))),
  },
  {
    name: "seal the trail anew with the stolen key",
    kind: "rewritten",
    tamper: (client, [key]) => sealAnew(client, key!),
  },
];
