import { beforeAll, describe, expect, it } from "vitest";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getRecordHistory } from "./get-record-history";

const world = useWorld();
let productId: number;
const history = () => ({ tableName: "products", recordId: productId });

beforeAll(async () => {
  const [version] = await world.sql<{ id: number }>(
    `with q as (insert into questionnaires (slug, title) values ('t', 'T') returning id)
     insert into questionnaire_versions (questionnaire_id, version) select id, '1' from q returning id`,
  );
  const [product] = await world.sql<{ id: number }>(
    "insert into products (organization_id, name, owner_id, questionnaire_version_id) values ($1, 'Shop', $2, $3) returning id",
    [world.acme, world.client.id, version!.id],
  );
  productId = product!.id;
  for (const name of ["Web shop", "Market"]) {
    await world.sql("update products set name = $2 where id = $1", [productId, name]);
  }
});

describe("getRecordHistory", () => {
  it("tells whoever reaches a record what happened to it, newest first, a page at a time", async () => {
    for (const person of [world.client, world.colleague, world.lead, world.superuser]) {
      const { entries, nextCursor } = await getRecordHistory(person.caller, { ...history(), limit: 2 });
      expect(entries.map((entry) => entry.action)).toEqual(["UPDATE", "UPDATE"]);
      expect(entries[0]!.changes).toContainEqual({ field: "name", before: "Web shop", after: "Market", changed: true });
      const rest = await getRecordHistory(person.caller, { ...history(), cursor: nextCursor! });
      expect(rest).toMatchObject({ entries: [{ action: "INSERT" }], nextCursor: null });
    }
  });

  it("names people of one's own reach, and no others", async () => {
    const who = async (caller = world.client.caller) =>
      (await getRecordHistory(caller, { ...history(), limit: 1 })).entries[0]!.who;
    expect(await who()).toBe("system:test");
    await world.sql(
      `insert into audit_log (user_id, actor, organization_id, action, table_name, record_id) values ($1, 'secret', $2, 'READ', 'products', $3)`,
      [world.stranger.id, world.acme, productId],
    );
    expect(await who()).toBe("Someone of another organization");
    expect(await who(world.superuser.caller)).toBe("client Test");
  });

  it("leaves addresses and devices to the superuser's trail", async () => {
    const answer = await getRecordHistory(world.lead.caller, history());
    expect(JSON.stringify(answer)).not.toMatch(/ipAddress|userAgent/);
  });

  it("finds nothing for those who do not reach the record, or of records that are not shared", async () => {
    await expect(getRecordHistory(anonymous, history())).rejects.toMatchObject({ code: "unauthenticated" });
    for (const person of [world.stranger, world.strangersLead, world.analyst]) {
      await expect(getRecordHistory(person.caller, history())).rejects.toMatchObject({ code: "not_found" });
    }
    const account = { tableName: "users", recordId: world.client.id };
    await expect(getRecordHistory(world.lead.caller, account)).rejects.toMatchObject({ code: "not_found" });
    expect((await getRecordHistory(world.superuser.caller, account)).entries).not.toHaveLength(0);
  });
});
