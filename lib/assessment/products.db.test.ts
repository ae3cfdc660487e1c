import { beforeAll, describe, expect, it } from "vitest";
import { addProduct, questionsOf } from "@/e2e/support/assessed";
import { anonymous, useWorld, type Person } from "@/e2e/support/world";
import { addProductMember } from "./add-product-member";
import { archiveProduct } from "./archive-product";
import { createProduct } from "./create-product";
import { getProduct } from "./get-product";
import { listProducts } from "./list-products";
import { productStatuses } from "./product-status";
import { publishBuiltInQuestionnaire } from "./publish-built-in-questionnaire";
import { removeProductMember } from "./remove-product-member";
import { saveQuestionnaireResponse } from "./save-questionnaire-response";
import { updateProduct } from "./update-product";
import { listProductPeople } from "./list-product-people";

const world = useWorld();
const unique = () => `Product ${crypto.randomUUID()}`;
const trailOf = (table: string, action: string, useCase: string) =>
  world.sql("select * from audit_log where table_name = $1 and action = $2 and use_case = $3 order by id", [
    table,
    action,
    useCase,
  ]);

beforeAll(async () => {
  await publishBuiltInQuestionnaire(anonymous, {});
});

describe("creating a product", () => {
  it("makes it for the client's own organization, with the client's empty answer set, and audits both", async () => {
    const product = await createProduct(world.client.caller, {
      name: unique(),
      url: "https://shop.test",
      target_level: "3.5",
      member_ids: [world.colleague.id],
    });
    expect(product).toMatchObject({
      organization: "Acme",
      owner_id: world.client.id,
      target_level: 3.5,
      status: "not_started",
      progress: { answered: 0, not_applicable: 0, total: 115, share: 0 },
      overall_score: 1,
      maturity_level: "Initial",
      version: 1,
    });
    expect((await getProduct(world.client.caller, { product_id: product.id })).members).toMatchObject([
      { id: world.colleague.id },
    ]);
    for (const table of ["products", "answer_sets", "product_members"]) {
      const rows = await trailOf(table, "INSERT", "assessment.product.create");
      expect(rows.at(-1)).toMatchObject({ user_id: world.client.id, organization_id: world.acme });
    }
  });

  it("wants organization and owner of a superuser, and an owner that fits", async () => {
    const fields = (input: object, caller = world.superuser.caller) =>
      createProduct(caller, { name: unique(), ...input }).then(
        () => [],
        (error) => (error as { extras: { fields: { path: string }[] } }).extras.fields.map(({ path }) => path),
      );
    expect(await fields({})).toEqual(["organization_id"]);
    expect(await fields({ organization_id: world.acme })).toEqual(["owner_id"]);
    expect(await fields({ organization_id: world.acme, owner_id: world.stranger.id })).toEqual(["owner_id"]);
    expect(await fields({ organization_id: world.acme, owner_id: world.lead.id })).toEqual(["owner_id"]);
    expect(await fields({ organization_id: world.acme, owner_id: world.client.id })).toEqual([]);
    expect(await fields({ member_ids: [world.stranger.id] }, world.client.caller)).toEqual(["member_ids"]);
    expect(await fields({ url: "javascript:alert(1)", target_level: 6 }, world.client.caller)).toEqual([
      "url",
      "target_level",
    ]);
    expect(await fields({ questionnaire_version_id: 999 }, world.client.caller)).toEqual(["questionnaire_version_id"]);
  });

  it("keeps names apart within an organization only", async () => {
    const name = unique();
    await createProduct(world.client.caller, { name });
    await expect(createProduct(world.client.caller, { name })).rejects.toMatchObject({
      code: "invalid",
      extras: { fields: [{ path: "name" }] },
    });
    await createProduct(world.stranger.caller, { name });
  });

  it("does a repeated request once", async () => {
    const caller = { ...world.client.caller, idempotencyKey: crypto.randomUUID() };
    const input = { name: unique() };
    expect((await createProduct(caller, input)).id).toBe((await createProduct(caller, input)).id);
  });

  it.each([
    ["an outsider", () => anonymous, "unauthenticated"],
    ["a lead", () => world.lead.caller, "forbidden"],
    ["an analyst", () => world.analyst.caller, "forbidden"],
  ])("refuses %s", async (_, caller, code) => {
    await expect(createProduct(caller(), { name: unique() })).rejects.toMatchObject({ code });
  });

  it("does not tell a client of other organizations", async () => {
    await expect(
      createProduct(world.client.caller, { name: unique(), organization_id: world.other }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(listProductPeople(world.client.caller, { organization_id: world.other })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await listProductPeople(world.client.caller, {})).people.map(({ id }) => id).sort()).toEqual(
      [world.client.id, world.colleague.id].sort(),
    );
  });
});

describe("changing a product", () => {
  it("changes what is given at the version seen, never over a newer one", async () => {
    const { id } = await addProduct(world);
    const changed = await updateProduct(world.client.caller, { product_id: id, version: 1, language: "Go" });
    expect(changed).toMatchObject({ version: 2, language: "Go", target_level: 3.5 });
    await expect(
      updateProduct(world.client.caller, { product_id: id, version: 1, language: "Rust" }),
    ).rejects.toMatchObject({
      code: "stale_version",
      extras: { details: { current: { language: "Go", version: 2 } } },
    });
    expect((await trailOf("products", "UPDATE", "assessment.product.update")).at(-1)).toMatchObject({
      user_id: world.client.id,
      old_values: { language: "" },
      new_values: { language: "Go" },
    });
  });

  it("hands all answers over to a new owner, who may not have answers of its own", async () => {
    const product = await addProduct(world);
    const [question] = await questionsOf(world, product.versionId);
    const body = { product_id: product.id, question_id: question!.id, answer: "D" };
    await saveQuestionnaireResponse(world.client.caller, body);
    const moved = await updateProduct(world.client.caller, {
      product_id: product.id,
      version: 1,
      owner_id: world.colleague.id,
    });
    expect(moved).toMatchObject({ owner_id: world.colleague.id, progress: { answered: 1 }, overall_score: 4 });
    expect((await getProduct(world.client.caller, { product_id: product.id })).members).toMatchObject([
      { id: world.client.id },
    ]);
    const again = await saveQuestionnaireResponse(world.client.caller, { ...body, answer: "E", version: 1 });
    expect(again).toMatchObject({ created: false, overall_score: 5 });
    await saveQuestionnaireResponse(world.client.caller, { ...body, user_id: world.client.id });
    await expect(
      updateProduct(world.client.caller, { product_id: product.id, version: 2, owner_id: world.client.id }),
    ).rejects.toMatchObject({ code: "invalid", extras: { fields: [{ path: "owner_id" }] } });
  });

  it("archives and restores; an archived product takes no answers", async () => {
    const product = await addProduct(world);
    const [question] = await questionsOf(world, product.versionId);
    const body = { product_id: product.id, question_id: question!.id, answer: "D" };
    const archived = await archiveProduct(world.client.caller, { product_id: product.id, version: 1 });
    expect(archived.archived_at).not.toBeNull();
    await expect(saveQuestionnaireResponse(world.client.caller, body)).rejects.toMatchObject({ code: "forbidden" });
    const listed = async (list: boolean) =>
      (await listProducts(world.client.caller, { archived: list, limit: 200 })).products.some(
        ({ id }) => id === product.id,
      );
    expect([await listed(true), await listed(false)]).toEqual([true, false]);
    const back = await archiveProduct(world.client.caller, { product_id: product.id, version: 2, restore: true });
    expect(back).toMatchObject({ archived_at: null, version: 3 });
    expect(await trailOf("products", "UPDATE", "assessment.product.archive")).toHaveLength(2);
  });

  it("adds and removes members, who may then change it", async () => {
    const { id } = await addProduct(world);
    const rename = () => updateProduct(world.colleague.caller, { product_id: id, version: 1, description: "Ours" });
    await expect(rename()).rejects.toMatchObject({ code: "forbidden" });
    const member = { product_id: id, user_id: world.colleague.id };
    expect((await addProductMember(world.client.caller, member)).members).toHaveLength(1);
    await rename();
    await expect(
      addProductMember(world.client.caller, { ...member, user_id: world.stranger.id }),
    ).rejects.toMatchObject({ code: "invalid" });
    expect((await removeProductMember(world.client.caller, member)).members).toEqual([]);
    await expect(removeProductMember(world.client.caller, member)).rejects.toMatchObject({ code: "not_found" });
    expect(await trailOf("product_members", "DELETE", "assessment.member.remove")).toHaveLength(1);
  });

  const changes: [string, (caller: Person["caller"], id: number) => Promise<unknown>][] = [
    ["update", (caller, id) => updateProduct(caller, { product_id: id, version: 1, name: "x" })],
    ["archive", (caller, id) => archiveProduct(caller, { product_id: id, version: 1 })],
    ["add a member to", (caller, id) => addProductMember(caller, { product_id: id, user_id: world.colleague.id })],
    ["remove a member of", (caller, id) => removeProductMember(caller, { product_id: id, user_id: world.client.id })],
  ];
  it.each(changes)("lets only the owner, members and superusers %s it", async (_, change) => {
    const { id } = await addProduct(world);
    const refused = (caller: Person["caller"], code: string) =>
      expect(change(caller, id)).rejects.toMatchObject({ code });
    await refused(anonymous, "unauthenticated");
    await refused(world.stranger.caller, "not_found");
    await refused(world.strangersLead.caller, "not_found");
    await refused(world.analyst.caller, "not_found");
    await refused(world.lead.caller, "forbidden");
    await refused(world.colleague.caller, "forbidden");
  });
});

describe("listing products", () => {
  it("pages by keyset, newest first or by name, without gap or repetition", async () => {
    for (const name of ["beta", "Alpha", "alpha 2", "Gamma"]) {
      await createProduct(world.stranger.caller, { name: `${name} ${crypto.randomUUID()}` });
    }
    for (const sort of ["newest", "name"] as const) {
      const all = (await listProducts(world.stranger.caller, { sort, limit: 200 })).products;
      const ids: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await listProducts(world.stranger.caller, { sort, limit: 2, cursor });
        ids.push(...page.products.map(({ id }) => id));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(ids).toEqual(all.map(({ id }) => id));
      const sorted = sort === "name" ? all.map(({ name }) => name.toLowerCase()) : all.map(({ id }) => -id);
      expect(sorted).toEqual([...sorted].sort((a, b) => (a < b ? -1 : 1)));
    }
    await expect(listProducts(world.stranger.caller, { cursor: "abc" })).rejects.toMatchObject({ code: "malformed" });
  });

  it("finds by words and their beginnings, whatever is typed", async () => {
    const name = `Checkout-service ${crypto.randomUUID()}`;
    await createProduct(world.client.caller, { name, description: "Takes payments" });
    const found = async (q: string) =>
      (await listProducts(world.client.caller, { q })).products.map((product) => product.name);
    expect(await found("check serv")).toEqual([name]);
    expect(await found("PAYM")).toEqual([name]);
    expect(await found("checkout nothing")).toEqual([]);
    expect((await found("':* | !")).length).toBeGreaterThan(0);
  });

  it("shows each its own", async () => {
    const { id } = await addProduct(world);
    const sees = async (caller: Person["caller"]) =>
      (await listProducts(caller, { limit: 200 })).products.some((product) => product.id === id);
    expect(await sees(world.client.caller)).toBe(true);
    expect(await sees(world.colleague.caller)).toBe(true);
    expect(await sees(world.lead.caller)).toBe(true);
    expect(await sees(world.superuser.caller)).toBe(true);
    expect(await sees(world.stranger.caller)).toBe(false);
    expect(await sees(world.strangersLead.caller)).toBe(false);
    await expect(listProducts(world.analyst.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(listProducts(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(getProduct(world.stranger.caller, { product_id: id })).rejects.toMatchObject({ code: "not_found" });
    const ofOther = await listProducts(world.superuser.caller, { organization_id: world.other });
    expect(new Set(ofOther.products.map((product) => product.organization_id))).toEqual(new Set([world.other]));
  });

  it("filters by the status that it derives", async () => {
    const counts = [0, 1, 114, 115];
    const { id } = await addProduct(world);
    for (const answered of counts)
      for (const notApplicable of [0, 1])
        for (const [draft, submitted, approved, approvedNotApplicable, needsRevision, rejected] of [
          [answered + notApplicable, 0, 0, 0, 0, 0],
          [0, 1, 0, 0, 0, 0],
          [0, 0, answered + notApplicable, notApplicable, 0, 0],
          [1, 0, 3, 0, 1, 0],
          [0, 0, 3, 0, 0, 1],
        ]) {
          await world.sql(
            `update answer_sets set answered = $2, not_applicable = $3, draft = $4, submitted = $5, approved = $6,
              approved_not_applicable = $7, needs_revision = $8, rejected = $9 where product_id = $1`,
            [id, answered, notApplicable, draft, submitted, approved, approvedNotApplicable, needsRevision, rejected],
          );
          const { product } = await getProduct(world.client.caller, { product_id: id });
          for (const status of productStatuses) {
            const { products } = await listProducts(world.client.caller, { status, limit: 200 });
            expect(products.some((listed) => listed.id === id)).toBe(status === product.status);
          }
        }
  });
});
