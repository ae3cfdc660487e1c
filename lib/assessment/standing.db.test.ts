import { describe, expect, it } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { addProduct } from "@/e2e/support/assessed";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getStanding } from "./get-standing";

const world = useWorld();

type Place = { organization: number; owner: number };

async function addOrganization(): Promise<Place> {
  const [row] = await world.sql<{ id: number }>(
    "insert into organizations (name) values ('Org ' || gen_random_uuid()) returning id",
  );
  return { organization: row!.id, owner: (await world.addPerson("client", row!.id)).id };
}

/** A product with a snapshot that has this score overall and in one dimension. */
async function addScored(
  { organization, owner }: Place,
  score: number,
  more: { coverage?: number; versionId?: number } = {},
) {
  const product = await addProduct(world, { ...world.client, organizationId: organization, id: owner });
  if (more.versionId)
    await world.sql("update products set questionnaire_version_id = $2 where id = $1", [product.id, more.versionId]);
  await snap({ organization, owner }, product.id, score, more.coverage);
  return product.id;
}

const snap = ({ organization, owner }: Place, product: number, score: number, coverage = 1) =>
  world.sql(
    `insert into snapshots (organization_id, product_id, user_id, cause, overall_score, coverage, validated_coverage, scores)
     values ($1, $2, $3, 'submit', $4, $5, 0, $6)`,
    [
      organization,
      product,
      owner,
      score,
      coverage,
      JSON.stringify([{ section: "S", dimension: "D", average: score, validated: null }]),
    ],
  );

/** A questionnaire of the test's own, so that no other test's products share it. */
async function ownVersion(): Promise<number> {
  const { versionId } = await addProduct(world);
  const [row] = await world.sql<{ id: number }>(
    `with q as (insert into questionnaires (slug, title) values (gen_random_uuid()::text, 'Own') returning id)
     insert into questionnaire_versions (questionnaire_id, version, status, questions_count)
     select q.id, '1', 'published', v.questions_count from q, questionnaire_versions v where v.id = $1 returning id`,
    [versionId],
  );
  return row!.id;
}

const acme = () => ({ organization: world.acme, owner: world.client.id });
const standing = async (product_id: number) => (await getStanding(world.client.caller, { product_id })).others;

/** Acme's product with a score, among others with these scores, an organization each. */
async function among(own: number, others: number[]) {
  const versionId = await ownVersion();
  const places = [];
  for (const score of others) {
    const place = await addOrganization();
    places.push(place);
    await addScored(place, score, { versionId });
  }
  return { versionId, places, product: await addScored(acme(), own, { versionId }) };
}

describe("standing among other organizations", () => {
  it("is a quarter, overall and by dimension, and nothing else", async () => {
    const { product } = await among(3.2, [1, 1.5, 2, 4]);
    expect(await standing(product)).toEqual([
      { section: "", dimension: "", quarter: 4, organizations: "3 to 9" },
      { section: "S", dimension: "D", quarter: 4, organizations: "3 to 9" },
    ]);
    const { product: lowest } = await among(1, [2, 3, 4, 5]);
    expect((await standing(lowest))[0]).toMatchObject({ quarter: 1 });
  });

  it("is not said of fewer than five products, nor of fewer than three other organizations", async () => {
    const { product, places, versionId } = await among(3, [1, 2, 4]);
    expect(await standing(product)).toEqual([]);
    await addScored(places[0]!, 2, { versionId });
    expect(await standing(product)).toHaveLength(2);
    const two = await among(3, [1, 2]);
    for (const place of two.places)
      for (const score of [1, 2, 3]) await addScored(place, score, { versionId: two.versionId });
    expect(await standing(two.product)).toEqual([]);
  });

  it("does not move with products of one's own: there is nothing to take differences of", async () => {
    const { product, versionId } = await among(3, [1, 2, 4, 5]);
    const before = await standing(product);
    for (const score of [0, 1, 2, 5, 5, 5]) await addScored(acme(), score, { versionId });
    expect(await standing(product)).toEqual(before);
  });

  it("does not make up for organizations with products of one's own", async () => {
    const { product, versionId } = await among(3, [1, 2]);
    for (const score of [1, 2, 3, 4, 5]) await addScored(acme(), score, { versionId });
    expect(await standing(product)).toEqual([]);
  });

  it("counts an organization once, however many products it adds", async () => {
    const { product, places, versionId } = await among(3, [1, 2, 2.5, 5]);
    const before = await standing(product);
    for (let n = 0; n < 8; n++) await addScored(places[3]!, 5, { versionId });
    expect((await standing(product)).map(({ quarter }) => quarter)).toEqual(before.map(({ quarter }) => quarter));
  });

  it("does not tell scores within half a level apart", async () => {
    const { product, places } = await among(3, [1, 2, 2.9, 3.1]);
    const before = await standing(product);
    const [one] = await world.sql<{ id: number }>("select id from products where organization_id = $1", [
      places[2]!.organization,
    ]);
    await snap(places[2]!, one!.id, 3.2);
    expect(await standing(product)).toEqual(before);
  });

  it("leaves out what is answered by less than half, and what is archived", async () => {
    const { product, places, versionId } = await among(3, [1, 2]);
    await addScored(await addOrganization(), 2, { versionId, coverage: 0.3 });
    const archived = await addScored(await addOrganization(), 2, { versionId });
    await world.sql("update products set archived_at = now() where id = $1", [archived]);
    await addScored(places[0]!, 2, { versionId });
    await addScored(places[1]!, 2, { versionId });
    expect(await standing(product)).toEqual([]);
  });

  it("says nothing of a product out of reach, asked through the function itself or through the use case", async () => {
    const { product, places } = await among(3, [1, 2, 4, 5]);
    const [theirs] = await world.sql<{ id: number }>("select id from products where organization_id = $1", [
      places[0]!.organization,
    ]);
    const asClient = (id: number) =>
      world.sql(
        `with reach as materialized (select set_config('app.sees_all', '', true), set_config('app.reach', $2, true))
         select s.* from reach cross join lateral app.standing_among_others($1) s`,
        [id, `{${world.acme}}`],
      );
    expect(await asClient(product)).toHaveLength(2);
    expect(await asClient(theirs!.id)).toEqual([]);
    await expect(getStanding(world.client.caller, { product_id: theirs!.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getStanding(world.stranger.caller, { product_id: product })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getStanding(anonymous, { product_id: product })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("standing in one's own organization", () => {
  it("is a percentile from five products on", async () => {
    const versionId = await ownVersion();
    const products: number[] = [];
    for (let n = 0; n < 5; n++) {
      const { id } = await addAnswered(world, 1);
      await world.sql("update products set questionnaire_version_id = $2 where id = $1", [id, versionId]);
      await world.sql("update maturity_scores set weighted_sum = 100 * $2 * weight where product_id = $1", [id, n]);
      products.push(id);
      const { organization } = await getStanding(world.client.caller, { product_id: id });
      if (n < 4) expect(organization).toBeNull();
    }
    const of = async (id: number) => (await getStanding(world.client.caller, { product_id: id })).organization;
    expect(await of(products[0]!)).toEqual({ percentile: 0, others: 4 });
    expect(await of(products[3]!)).toEqual({ percentile: 75, others: 4 });
  });
});
