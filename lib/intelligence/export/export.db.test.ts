import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addAgency,
  addCase,
  addContent,
  addIdentifier,
  addSource,
  addSubject,
  type Agency,
} from "@/e2e/support/agency";
import { countStatements } from "@/e2e/support/count-statements";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { runJobs } from "@/lib/jobs/run-jobs";
import type { Caller } from "@/lib/kernel/actor";
import { exportRecords, listExports, openExport, startExport } from "./export-records";
import type { ExportFormat } from "./exported";
import { readExport } from "./read-export";
import { checkBundle } from "./stix/check-bundle";
import type { StixBundle } from "./stix/object";

const world = useWorld();
useStore();
let agency: Agency;
let member: Caller;
let caseId: number;
let identifierId: number;
let stop: () => Promise<void>;

beforeAll(async () => {
  agency = await addAgency(world);
  member = agency.member.caller;
  caseId = await addCase(world, agency, [agency.member], "Quiet harbour");
  const sourceId = await addSource(world, agency, { name: "Night market" });
  const subjectId = await addSubject(world, agency, { username: "owl" });
  const contentId = await addContent(world, agency, { sourceId, subjectId, text: "write to x@example.com" });
  identifierId = await addIdentifier(world, agency, "email", "x@example.com");
  await world.sql(
    "insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset) values ($1, $2, $3, 9, 22)",
    [agency.id, identifierId, contentId],
  );
  await world.sql("update identifiers set occurrences = 1 where id = $1", [identifierId]);
  await world.sql(
    "insert into content_case_links (organization_id, case_id, content_id, added_by) values ($1, $2, $3, $4)",
    [...[agency.id, caseId, contentId, agency.member.id]],
  );
  stop = runJobs([exportRecords], { atOnce: 1, log: (line) => expect.fail(line) });
});
afterAll(() => stop());

const asked = (format: ExportFormat, what: object) => ({ format, marking: "amber" as const, ...what });
async function made(format: ExportFormat, what: object, caller = member) {
  const { job_id } = await startExport(caller, asked(format, what));
  const state = async () => (await listExports(caller, {})).items.find(({ id }) => id === job_id);
  await expect.poll(async () => (await state())?.status, { timeout: 20_000 }).toBe("done");
  const { body, filename, mediaType, size } = await openExport(caller, { job_id });
  const bytes = Buffer.from(await new Response(body).arrayBuffer());
  expect(bytes.length).toBe(size);
  const text = bytes.toString();
  return { job_id, text, filename, mediaType };
}

describe("an export of a case", () => {
  it("has what it holds, in each format, and stands in the trail with purpose and marking before it is read", async () => {
    const stix = await made("stix", { case_id: caseId });
    expect([stix.filename, stix.mediaType]).toEqual([
      expect.stringMatching(/^case-\d+-[\d-]{10}\.stix\.json$/),
      "application/stix+json;version=2.1",
    ]);
    const bundle = JSON.parse(stix.text) as StixBundle;
    checkBundle(bundle);
    const types = bundle.objects.map(({ type }) => type).sort();
    expect(types).toEqual([
      "email-addr",
      "grouping",
      "identity",
      "marking-definition",
      "note",
      "observed-data",
      "relationship",
      "user-account",
    ]);
    expect((await made("stix", { case_id: caseId })).text).toBe(stix.text);
    const { Event } = JSON.parse((await made("misp", { case_id: caseId })).text) as {
      Event: { Attribute: { value: string }[] };
    };
    expect(Event.Attribute.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["x@example.com", "write to x@example.com"]),
    );
    expect((await made("csv", { case_id: caseId })).text).toContain("TLP:AMBER,email,x@example.com");
    const [event] = await world.sql(
      "select user_id, new_values from audit_log where action = 'EXPORT' and table_name = 'cases' and record_id = $1 order by id limit 1",
      [caseId],
    );
    expect(event).toEqual({
      user_id: agency.member.id,
      new_values: { format: "stix", marking: "amber", job_id: stix.job_id, purpose: "A test" },
    });
    const fetched = await world.sql(
      "select new_values from audit_log where action = 'READ' and table_name = 'jobs' and record_id = $1",
      [stix.job_id],
    );
    expect(fetched[0]).toMatchObject({ new_values: { purpose: "A test" } });
  });

  it("is for its members alone, at the moment of asking, of reading and of fetching", async () => {
    for (const { caller } of [agency.colleague, agency.stranger])
      await expect(startExport(caller, asked("stix", { case_id: caseId }))).rejects.toMatchObject({
        code: "not_found",
      });
    for (const { caller } of [agency.superuser, agency.client, agency.lead])
      await expect(startExport(caller, asked("stix", { case_id: caseId }))).rejects.toMatchObject({
        code: "forbidden",
      });
    const { job_id } = await made("csv", { case_id: caseId });
    await expect(openExport(agency.colleague.caller, { job_id })).rejects.toMatchObject({ code: "not_found" });
    await expect(openExport(agency.superuser.caller, { job_id })).rejects.toMatchObject({ code: "forbidden" });
    const off = await world.sql("delete from user_case_links where case_id = $1 and user_id = $2 returning *", [caseId, agency.member.id]); // prettier-ignore
    await expect(openExport(member, { job_id })).rejects.toMatchObject({ code: "not_found" });
    await expect(readExport(member, asked("csv", { case_id: caseId }))).rejects.toMatchObject({ code: "not_found" });
    await world.sql("insert into user_case_links select * from jsonb_populate_record(null::user_case_links, $1::jsonb)", [JSON.stringify(off[0])]); // prettier-ignore
    await openExport(member, { job_id }).then(({ body }) => body.cancel());
  });
});

it("an export that cannot say everything says nothing", async () => {
  const large = await addCase(world, agency, [agency.member], "Large");
  const sourceId = await addSource(world, agency);
  await world.sql("alter table content disable trigger user");
  await world.sql(
    `with said as (insert into content (organization_id, source_id, platform_content_id, text, status)
         select $1, $2, g, 'said', 'PENDING' from generate_series(1, 320) g returning id),
       held as (insert into content_case_links (organization_id, case_id, content_id, added_by) select $1, $3, id, $4 from said),
       known as (insert into identifiers (organization_id, kind, value, normalized)
         select $1, 'handle', 'h' || g, 'h' || g from generate_series(1, 320) g returning id)
     insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset)
     select $1, known.id, said.id, 0, 4 from said, known`,
    [agency.id, sourceId, large, agency.member.id],
  );
  await world.sql("alter table content enable trigger user");
  await expect(readExport(member, asked("stix", { case_id: large }))).rejects.toMatchObject({ code: "too_large" });
});

describe("an export of identifiers, or of a search", () => {
  it("has those that were chosen or linked, and none of another agency", async () => {
    const { text } = await made("csv", { identifier_ids: [identifierId] }, agency.colleague.caller);
    expect(text.split("\r\n")).toHaveLength(3);
    const foreign = startExport(agency.stranger.caller, asked("csv", { identifier_ids: [identifierId] }));
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    const [{ id: search }] = (await world.sql(
      `insert into osint_results (organization_id, connector, query, search_type, purpose, created_by)
       values ($1, 'workspace', 'x@example.com', 'email', 'A test', $2) returning id`,
      [agency.id, agency.member.id],
    )) as [{ id: number }];
    await world.sql(
      "insert into osint_identifier_links (organization_id, osint_result_id, identifier_id, confidence_score, added_by) values ($1, $2, $3, 0.8, $4)",
      [agency.id, search, identifierId, agency.member.id],
    );
    const { objects } = JSON.parse((await made("stix", { osint_result_id: search })).text) as StixBundle;
    expect(objects.find(({ type }) => type === "note")).toMatchObject({ confidence: 80 });
  });

  it("says one thing and its marking, and wants a purpose", async () => {
    const bad = [asked("stix", {}), asked("stix", { case_id: caseId, identifier_ids: [identifierId] })];
    for (const input of bad) await expect(startExport(member, input)).rejects.toMatchObject({ code: "invalid" });
    await expect(startExport(member, { format: "stix", case_id: caseId } as never)).rejects.toMatchObject({
      code: "invalid",
    });
    const newcomer = await world.addPerson("analyst", agency.id);
    const unsaid = startExport(newcomer.caller, asked("csv", { identifier_ids: [identifierId] }));
    await expect(unsaid).rejects.toMatchObject({ code: "purpose_required" });
  });

  it("is listed for whoever asked, in as many statements whatever there is", async () => {
    const before = await countStatements(() => listExports(member, { limit: 1 }));
    expect(await countStatements(() => listExports(member, { limit: 100 }))).toBe(before);
    expect((await listExports(agency.stranger.caller, {})).items).toEqual([]);
    await expect(listExports(agency.superuser.caller, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
