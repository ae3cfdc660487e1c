import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { addAgency, addCase, givePurpose, type Agency } from "@/e2e/support/agency";
import { useWorld } from "@/e2e/support/world";
import { systemCaller } from "@/lib/kernel/actor";
import { getPurpose } from "./get-purpose";
import { look } from "./look";
import { inIntelligence } from "./policy";
import { setPurpose } from "./set-purpose";

const world = useWorld();
let agency: Agency;
beforeAll(async () => {
  agency = await addAgency(world);
});

const open = look({
  action: "test.look",
  scope: "intelligence:read",
  input: z.object({ id: z.number() }),
  allow: inIntelligence,
  run: async () => "what stands there",
  seen: (_, { id }) => ({ table: "content", recordId: id, details: { place: "a test" } }),
});

const looks = (id: number) =>
  world.sql(
    `select user_id, organization_id, use_case, table_name, new_values from audit_log where action = 'READ' and record_id = $1 order by id`,
    [id],
  );

describe("a look", () => {
  it("needs a purpose, and leaves it in the trail", async () => {
    const analyst = await world.addPerson("analyst", agency.id);
    await expect(open(analyst.caller, { id: 7 })).rejects.toMatchObject({ code: "purpose_required" });
    expect(await looks(7)).toEqual([]);
    const onCase = await addCase(world, agency, [analyst]);
    await setPurpose(analyst.caller, { purpose: "Reading", authority: "Warrant 12", case_id: onCase });
    expect(await open(analyst.caller, { id: 7 })).toBe("what stands there");
    expect(await looks(7)).toEqual([
      {
        user_id: analyst.id,
        organization_id: agency.id,
        use_case: "test.look",
        table_name: "content",
        new_values: { purpose: "Reading", authority: "Warrant 12", case_id: onCase, place: "a test" },
      },
    ]);
  });

  it("of the command line is written down under its own name, and needs none", async () => {
    await open(systemCaller("cli"), { id: 8 });
    expect(await looks(8)).toMatchObject([{ user_id: null, new_values: { place: "a test" } }]);
  });

  it("is refused, and leaves no trace of having been, where who looks may not", async () => {
    for (const person of [agency.client, agency.lead]) {
      await givePurpose(world, person);
      await expect(open(person.caller, { id: 9 })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await looks(9)).toEqual([]);
  });
});

describe("a purpose", () => {
  it("stands until another is said, or it is over", async () => {
    const analyst = await world.addPerson("analyst", agency.id);
    expect(await getPurpose(analyst.caller, {})).toBeNull();
    await setPurpose(analyst.caller, { purpose: "First" });
    await setPurpose(analyst.caller, { purpose: "Second", authority: "Order 3", case_id: "" as never });
    expect(await getPurpose(analyst.caller, {})).toMatchObject({
      purpose: "Second",
      authority: "Order 3",
      caseId: null,
    });
    const all = await world.sql(
      "select purpose, ended_at is null as stands from purposes where user_id = $1 order by id",
      [analyst.id],
    );
    expect(all).toEqual([
      { purpose: "First", stands: false },
      { purpose: "Second", stands: true },
    ]);
    await world.sql("update purposes set expires_at = now() where user_id = $1", [analyst.id]);
    expect(await getPurpose(analyst.caller, {})).toBeNull();
  });

  it("names no case that is not one's own", async () => {
    const ofColleague = await addCase(world, agency, [agency.member]);
    for (const case_id of [ofColleague, 999_999])
      await expect(setPurpose(agency.colleague.caller, { purpose: "Curious", case_id })).rejects.toMatchObject({
        extras: { fields: [{ path: "case_id" }] },
      });
    await expect(setPurpose(agency.colleague.caller, { purpose: " " })).rejects.toMatchObject({ code: "invalid" });
  });
});
