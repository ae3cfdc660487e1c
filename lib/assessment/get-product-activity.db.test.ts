import { beforeAll, describe, expect, it } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { useStore } from "@/e2e/support/vault";
import { anonymous, useWorld } from "@/e2e/support/world";
import { addProductMember } from "./add-product-member";
import { getProductActivity } from "./get-product-activity";
import { removeProductMember } from "./remove-product-member";
import { saveLeadComment } from "./save-lead-comment";
import { submitResponses } from "./submit-responses";

const world = useWorld();
useStore();
let product: Awaited<ReturnType<typeof addAnswered>>;
let other: Awaited<ReturnType<typeof addAnswered>>;

beforeAll(async () => {
  product = await addAnswered(world, 3);
  other = await addAnswered(world, 2);
  const member = { product_id: product.id, user_id: world.colleague.id };
  await addProductMember(world.client.caller, member);
  await removeProductMember(world.client.caller, member);
  await submitResponses(world.client.caller, { product_id: product.id });
});

const read = (caller = world.client.caller, more: { limit?: number; cursor?: string } = {}) =>
  getProductActivity(caller, { product_id: product.id, limit: 200, ...more });
const told = (entries: Awaited<ReturnType<typeof read>>["activity"]) =>
  entries.map(({ action, table, subject }) => [action, table, subject]);

describe("getProductActivity", () => {
  it("tells what happened to a product and all that belongs to it, also what was taken away, and nothing else", async () => {
    for (const person of [world.client, world.colleague, world.lead, world.superuser]) {
      const { activity, next_cursor } = await read(person.caller);
      expect(next_cursor).toBeNull();
      const all = told(activity);
      for (const question of product.questions.slice(0, 3))
        expect(all).toContainEqual(["INSERT", "questionnaire_responses", question.text]);
      expect(all).toContainEqual(["INSERT", "products", null]);
      expect(all).toContainEqual(["INSERT", "product_members", "client Test"]);
      expect(all).toContainEqual(["DELETE", "product_members", "client Test"]);
      expect(all).toContainEqual(["INSERT", "snapshots", null]);
      expect(
        activity.filter(({ table }) => table === "questionnaire_responses").map(({ record_id }) => record_id),
      ).not.toContain(other.responses[0]);
      expect([...activity].sort((a, b) => b.timestamp.localeCompare(a.timestamp))).toEqual(activity);
    }
  });

  it("says which fields changed, and never what was in them", async () => {
    await world.sql("update questionnaire_responses set comment = 'a canary' where id = $1", [product.responses[0]]);
    await saveLeadComment(world.lead.caller, { product_id: product.id, comment: "a canary" });
    const { activity } = await read();
    expect(JSON.stringify(activity)).not.toContain("canary");
    expect(
      activity.find(({ table, action }) => table === "questionnaire_responses" && action === "UPDATE")!.fields,
    ).toContain("comment");
  });

  it("names people of one's own reach, and no others", async () => {
    await world.sql(
      `insert into audit_log (user_id, actor, organization_id, action, table_name, record_id) values ($1, 'secret', $2, 'READ', 'products', $3)`,
      [world.stranger.id, world.acme, product.id],
    );
    expect((await read()).activity[0]).toMatchObject({ who: "Someone of another organization", action: "READ" });
    expect((await read(world.superuser.caller)).activity[0]!.who).toBe("client Test");
  });

  it("is read a page at a time, each entry once, past what other products did", async () => {
    const whole = (await read()).activity.map(({ key }) => key);
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(world.client.caller, { limit: 4, cursor });
      keys.push(...page.activity.map(({ key }) => key));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(keys).toEqual(whole);
    await world.sql(
      `insert into audit_log (actor, organization_id, action, table_name, record_id) select 'x', $1, 'READ', 'products', $2 from generate_series(1, 12000)`,
      [world.acme, other.id],
    );
    const far = await read();
    expect(far.activity).toEqual([]);
    expect((await read(world.client.caller, { cursor: far.next_cursor! })).activity.map(({ key }) => key)).toEqual(
      whole,
    );
    await expect(read(world.client.caller, { cursor: "nonsense" })).rejects.toMatchObject({ code: "malformed" });
  });

  it("is found by nobody from elsewhere", async () => {
    await expect(read(anonymous)).rejects.toMatchObject({ code: "unauthenticated" });
    for (const person of [world.stranger, world.strangersLead, world.analyst])
      await expect(read(person.caller)).rejects.toMatchObject({ code: "not_found" });
  });

  it("costs the same statements however much happened", async () => {
    const small = await addAnswered(world, 1);
    const count = (id: number) => countStatements(() => getProductActivity(world.client.caller, { product_id: id }));
    const few = await count(small.id);
    await world.sql(
      `insert into audit_log (actor, organization_id, action, table_name, record_id) select 'x', $1, 'READ', 'products', $2 from generate_series(1, 1500)`,
      [world.acme, small.id],
    );
    expect(await count(small.id)).toBeLessThanOrEqual(few);
  });
});
