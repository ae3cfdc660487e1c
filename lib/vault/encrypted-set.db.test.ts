import { randomBytes } from "node:crypto";
import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { addAgency, type Agency } from "@/e2e/support/agency";
import { addProduct } from "@/e2e/support/assessed";
import { addApp, beginToEnter } from "@/e2e/support/factors";
import { pieces } from "@/e2e/support/files";
import { enter, useMembers, visitor } from "@/e2e/support/members";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { finishSignIn } from "@/lib/identity/factors/finish-sign-in";
import { saveConnector } from "@/lib/intelligence/osint/connectors-admin";
import { getOsintSearch } from "@/lib/intelligence/osint/get-search";
import { importSpiderfoot } from "@/lib/intelligence/osint/import-spiderfoot";
import { saveOsintAnalysis } from "@/lib/intelligence/osint/save-analysis";
import { openEvidence } from "./open-evidence";
import { openValue, sealValue } from "./sealed-value";

/*
 * What is encrypted before it reaches disk or database: evidence, the secrets of authenticator apps, what searches in open
 * sources bring, and the credentials of connectors. None of it stands anywhere in the clear, and nothing sealed opens in
 * another place than its own.
 */
const world = useWorld();
const members = useMembers(world);
const store = useStore();

const CANARY = `canary-${randomBytes(12).toString("hex")}`;
const content = Buffer.from(`Our passphrase is ${CANARY}.\n`.repeat(3000));
let secret: Buffer;
let files: { id: number; sha256: string }[];
let people: { id: number; username: string; code: () => string }[];
let agency: Agency;
let searches: number[];

beforeAll(async () => {
  const upload = async (owner: typeof world.client, bytes: Buffer) => {
    const { id } = await addProduct(world, owner);
    const stream = (async function* () {
      yield bytes;
    })();
    return (await storeEvidence(owner.caller, { productId: id, filename: "secrets.txt", stream })).evidence;
  };
  const other = Buffer.concat([content.subarray(1), Buffer.from("x")]);
  files = [
    await upload(world.client, content),
    await upload(world.client, other),
    await upload(world.stranger, content),
  ];
  people = [];
  for (const person of [
    await members.add(),
    await members.withPassword(await world.addPerson("client", world.other)),
  ]) {
    const app = await addApp(world, (await enter(person.username)).caller);
    people.push({ id: person.id, username: person.username, code: app.code });
    secret ??= Buffer.from((await import("otpauth")).Secret.fromBase32(app.secret.replaceAll(" ", "")).bytes);
  }
});

beforeAll(async () => {
  agency = await addAgency(world);
  searches = [];
  for (const name of ["one", "two"]) {
    const events = [{ event_type: "EMAILADDR", data: `${CANARY}@${name}.example.com`, module: "sfp_x" }];
    const stream = pieces(JSON.stringify(events));
    const { id } = await importSpiderfoot(agency.member.caller, { filename: "scan.json", stream });
    await saveOsintAnalysis(agency.member.caller, { osint_result_id: id, note: `It says ${CANARY}.` });
    searches.push(id);
  }
  await saveConnector(world.superuser.caller, {
    ...{
      version: 0,
      organization_id: agency.id,
      kind: "opencti",
      name: "Ours",
      base_url: "https://opencti.example.com",
    },
    ...{ credential: CANARY, timeout_seconds: 20, is_enabled: true },
  });
});

/** Every column of every row of every table, as text. */
async function dump(): Promise<string> {
  const tables = await world.sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition",
  );
  const parts = [];
  for (const { name } of tables)
    parts.push(...(await world.sql<{ row: string }>(`select t::text as row from "${name}" t`)).map(({ row }) => row));
  return parts.join("\n");
}

/** All the ways in which bytes may stand in a text. */
const spellings = (bytes: Buffer) => [
  bytes.toString("latin1"),
  bytes.toString("hex"),
  bytes.toString("base64").slice(0, -4),
];

describe("nothing of what is encrypted", () => {
  it("stands in the clear in the database", async () => {
    const rows = await dump();
    expect(rows).toContain("secrets.txt"); // it is a dump
    for (const spelling of [...spellings(Buffer.from(CANARY)), ...spellings(secret)])
      expect(rows.includes(spelling)).toBe(false);
  });

  it("stands in the clear among the stored files", () => {
    const stored = store.files();
    expect(stored).toHaveLength(3);
    for (const name of stored) {
      const bytes = readFileSync(path.join(store.directory, name));
      for (const spelling of spellings(Buffer.from(CANARY)))
        expect([name, bytes.includes(Buffer.from(spelling, "latin1"))]).toEqual([name, false]);
    }
  });
});

describe("what is sealed opens nowhere else", () => {
  const placeOf = (organizationId: number, sha256: string) =>
    path.join(store.directory, String(organizationId), sha256.slice(0, 2), sha256);
  const damaged = { code: "internal" };
  const put = async (from: string, to: string, work: () => Promise<void>) => {
    const good = `${to}.good`;
    copyFileSync(to, good);
    copyFileSync(from, to);
    try {
      await work();
    } finally {
      copyFileSync(good, to);
    }
  };

  it("not a file of another tenant, though its content is the same, nor another of the same tenant", async () => {
    const [own, sibling, foreign] = files as [(typeof files)[0], (typeof files)[0], (typeof files)[0]];
    const at = placeOf(world.acme, own.sha256);
    await put(placeOf(world.other, foreign.sha256), at, async () => {
      await expect(openEvidence(world.client.caller, { id: own.id })).rejects.toMatchObject(damaged);
    });
    await put(placeOf(world.acme, sibling.sha256), at, async () => {
      await expect(openEvidence(world.client.caller, { id: own.id })).rejects.toMatchObject(damaged);
    });
    await (await openEvidence(world.client.caller, { id: own.id })).body.cancel();
  });

  it("not a person's secret in another's row, nor a tenant's key in another's", async () => {
    const [mine, theirs] = people as [(typeof people)[0], (typeof people)[0]];
    const enterWith = async ({ username, code }: (typeof people)[0]) => {
      const { pending } = await beginToEnter(username);
      return finishSignIn(visitor(), { pending, code: code() });
    };
    const swapSecrets = () =>
      world.sql(
        `update authenticators a set secret = b.secret, data_key_id = b.data_key_id, last_step = 0 from authenticators b
         where a.user_id = any ($1) and b.user_id = any ($1) and a.id <> b.id`,
        [[mine.id, theirs.id]],
      );
    await swapSecrets();
    await expect(enterWith(mine)).rejects.toThrow();
    await swapSecrets();
    expect(await enterWith(mine)).toMatchObject({ kind: "signed-in" });
    const swapKeys = () =>
      world.sql(
        `update data_keys a set wrapped_key = b.wrapped_key from data_keys b
         where a.organization_id = any ($1) and b.organization_id = any ($1) and a.organization_id <> b.organization_id`,
        [[world.acme, world.other]],
      );
    await swapKeys();
    await expect(openEvidence(world.client.caller, { id: files[0]!.id })).rejects.toThrow("does not open with the key");
    await swapKeys();
    await (await openEvidence(world.client.caller, { id: files[0]!.id })).body.cancel();
  });

  it("not what one search brought in another's row, nor a note in the place of results", async () => {
    const [mine, other] = searches as [number, number];
    const read = () => getOsintSearch(agency.member.caller, { osint_result_id: mine });
    const good = await world.sql("select results, analysis from osint_results where id = $1", [mine]);
    expect((await read()).results!.results[0]!.value).toBe(`${CANARY}@one.example.com`);
    const put = (sql: string) => world.sql(`update osint_results a set ${sql} where a.id = $1`, [mine]);
    await put(`results = (select b.results from osint_results b where b.id = ${other})`);
    await expect(read()).rejects.toThrow();
    await put("results = a.analysis");
    await expect(read()).rejects.toThrow();
    await world.sql("update osint_results set results = $2 where id = $1", [mine, good[0]!.results]);
    expect((await read()).analysis).toMatchObject({ note: `It says ${CANARY}.` });
  });

  it("not a value in another table, column, tenant or row", () => {
    const key = randomBytes(32);
    const place = { table: "authenticators", column: "secret", organizationId: 1, row: 2 };
    const sealed = sealValue(secret, key, place);
    expect(openValue(sealed, key, place).equals(secret)).toBe(true);
    for (const other of [{ table: "passkeys" }, { column: "name" }, { organizationId: 2 }, { row: 3 }])
      expect(() => openValue(sealed, key, { ...place, ...other })).toThrow();
  });
});
