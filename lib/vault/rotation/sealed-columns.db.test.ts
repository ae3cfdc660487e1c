import { beforeAll, describe, expect, it } from "vitest";
import { addAgency, addSource, type Agency } from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { pieces } from "@/e2e/support/files";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { saveConnector } from "@/lib/intelligence/osint/connectors-admin";
import { getOsintSearch } from "@/lib/intelligence/osint/get-search";
import { importSpiderfoot } from "@/lib/intelligence/osint/import-spiderfoot";
import { saveOsintAnalysis } from "@/lib/intelligence/osint/save-analysis";
import { systemCaller } from "@/lib/kernel/actor";
import { openDataKey } from "@/lib/vault/data-keys";
import { openValue, sealValue } from "@/lib/vault/sealed-value";
import { destroyRetiredKeys } from "./destroy-retired";
import { getKeys } from "./get-keys";
import { rotateKeys, type Rotating } from "./rotate-keys";

/* What the database says is sealed (app.declare_sealed) is sealed anew, whatever table it is of. */
const world = useWorld();
useStore();
const MESSAGES = 450;
let agency: Agency;
let source: number;
let search: number;

const tomorrow = () => new Date(Date.now() + 25 * 3600 * 1000);
const rotate = (how: Partial<Rotating> = {}) =>
  rotateKeys(systemCaller("cli"), {
    ...{
      organizationId: agency.id,
      since: new Date(),
      signal: new AbortController().signal,
      progress: () => undefined,
    },
    ...how,
  });
async function keys() {
  const rows = await world.sql<{ id: number; retired: boolean; ringKeyId: string; wrappedKey: Buffer }>(
    `select id, retired_at is not null as retired, ring_key_id as "ringKeyId", wrapped_key as "wrappedKey" from data_keys
     where organization_id = $1 order by id`,
    [agency.id],
  );
  const current = rows.findLast(({ retired }) => !retired)!;
  const key = openDataKey({ ...current, organizationId: agency.id });
  return { ids: rows.map(({ id }) => id), current: current.id, key };
}
const place = (row: string) => ({ table: "content", column: "analysis", organizationId: agency.id, row });
/** How many rows of each table are sealed under which key. */
const standing = async () =>
  Object.fromEntries(
    (
      await world.sql<{ name: string; n: number }>(
        `select 'content ' || data_key_id as name, count(*)::int as n from content where analysis is not null group by 1
         union all select 'searches ' || data_key_id, count(*)::int from osint_results where data_key_id is not null group by 1
         union all select 'connectors ' || data_key_id, count(*)::int from osint_connectors where credential is not null group by 1`,
      )
    ).map(({ name, n }) => [name, n]),
  );

beforeAll(async () => {
  agency = await addAgency(world);
  source = await addSource(world, agency);
  const event = { event_type: "EMAILADDR", data: "x@example.com", module: "sfp_x" };
  const stream = pieces(JSON.stringify([event]));
  search = (await importSpiderfoot(agency.member.caller, { filename: "scan.json", stream })).id;
  await saveOsintAnalysis(agency.member.caller, { osint_result_id: search, note: "A note" });
  await saveConnector(world.superuser.caller, {
    ...{
      version: 0,
      organization_id: agency.id,
      kind: "opencti",
      name: "Ours",
      base_url: "https://opencti.example.com",
    },
    ...{ credential: "hush", timeout_seconds: 20, is_enabled: true },
  });
  const { current, key } = await keys();
  const ids = Array.from({ length: MESSAGES }, (_, at) => `m${at}`);
  await world.sql(
    `insert into content (organization_id, source_id, platform_content_id, text, analysis, data_key_id)
     select $1, $2, id, '', sealed, $3 from unnest($4::text[], $5::bytea[]) m (id, sealed)`,
    [
      agency.id,
      source,
      current,
      ids,
      ids.map((id) => sealValue(Buffer.from(`parts of ${id}`), key, place(`${source}/${id}`))),
    ],
  );
  await world.sql(
    "insert into content (organization_id, source_id, platform_content_id, text) values ($1, $2, 'plain', '')",
    [agency.id, source],
  );
});

describe("renewing the data key of an agency", () => {
  it("seals messages, searches and connectors anew, batch by batch, so that all of them open and nothing names the old key", async () => {
    const before = await keys();
    const result = await rotate();
    expect(result).toMatchObject({ organizations: 1, secrets: MESSAGES + 2, files: 0 });
    const after = await keys();
    expect(after.current).not.toBe(before.current);
    expect(await standing()).toEqual({
      [`content ${after.current}`]: MESSAGES,
      [`searches ${after.current}`]: 1,
      [`connectors ${after.current}`]: 1,
    });
    const rows = await world.sql<{ id: string; analysis: Buffer }>(
      "select platform_content_id as id, analysis from content where analysis is not null",
    );
    for (const { id, analysis } of rows)
      expect(openValue(analysis, after.key, place(`${source}/${id}`)).toString()).toBe(`parts of ${id}`);
    const read = await getOsintSearch(agency.member.caller, { osint_result_id: search });
    expect([read.results!.results[0]!.value, read.analysis!.note]).toEqual(["x@example.com", "A note"]);
    // The contents of messages are not in the trail, however often they are sealed.
    const noted = await world.sql("select from audit_log where table_name = 'content' and action = 'UPDATE'");
    expect(noted).toEqual([]);
  });

  it("goes on where it was stopped", async () => {
    const since = new Date();
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(rotate({ since, signal: stopped })).rejects.toThrow("stopped");
    const made = new AbortController();
    const progress = (_: number, step: string) => void (step.startsWith("Sealing") && made.abort(new Error("stopped")));
    await expect(rotate({ since, signal: made.signal, progress })).rejects.toThrow("stopped");
    const { current } = await keys();
    expect(await standing()).not.toHaveProperty(`content ${current}`);
    expect((await rotate({ since })).secrets).toBe(MESSAGES + 2);
    expect((await keys()).current).toBe(current);
    expect((await rotate({ since })).secrets).toBe(0);
  });

  it("keeps a retired key while anything is sealed under it, and destroys it once nothing is", async () => {
    await destroyRetiredKeys(tomorrow());
    const old = await keys();
    expect(old.ids).toEqual([old.current]);
    const [late] = await world.sql<{ id: number; analysis: Buffer; key: number }>(
      "select id, analysis, data_key_id as key from content where platform_content_id = 'm7'",
    );
    await rotate();
    await world.sql("update content set analysis = $2, data_key_id = $3 where id = $1", [
      late!.id,
      late!.analysis,
      late!.key,
    ]);
    expect((await getKeys(world.superuser.caller, {})).data_keys.has_outdated_secrets).toBe(true);
    expect(await destroyRetiredKeys(tomorrow())).toBe(1);
    const now = await keys();
    expect(now.ids).toEqual([now.current]);
    expect((await standing())[`content ${now.current}`]).toBe(MESSAGES);
    expect((await getKeys(world.superuser.caller, {})).data_keys.has_outdated_secrets).toBe(false);
  });

  it("costs as many statements a batch, whatever is sealed", async () => {
    const idle = await countStatements(() => rotate({ since: new Date(0) }));
    const whole = await countStatements(() => rotate());
    // Three batches of at most 200 rows, each with its lock and one write a table.
    expect(whole - idle).toBeLessThan(30);
  });
});
