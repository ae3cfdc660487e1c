import { beforeAll, describe, expect, it } from "vitest";
import { addProduct } from "@/e2e/support/assessed";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getPerson } from "./get-person";

const world = useWorld();
let product: Awaited<ReturnType<typeof addProduct>>;

beforeAll(async () => {
  product = await addProduct(world);
  await world.sql("insert into product_members (organization_id, product_id, user_id) values ($1, $2, $3)", [
    world.acme,
    product.id,
    world.colleague.id,
  ]);
});

describe("a person", () => {
  it("is shown to colleagues with the products it owns or writes into", async () => {
    expect(await getPerson(world.colleague.caller, { user_id: world.client.id })).toMatchObject({
      email: world.client.email,
      organization: "Acme",
      products: [{ id: product.id }],
    });
    expect((await getPerson(world.client.caller, { user_id: world.colleague.id })).products).toHaveLength(1);
    expect((await getPerson(world.superuser.caller, { user_id: world.client.id })).products).toHaveLength(1);
  });

  it("who leads one's organization is known by name, and by what it leads here", async () => {
    const lead = await getPerson(world.client.caller, { user_id: world.lead.id });
    expect(lead).toMatchObject({
      role: "lead",
      email: null,
      organization: "",
      leads: [{ id: world.acme }],
      products: [],
    });
  });

  it("of another tenant is not there", async () => {
    for (const caller of [world.stranger.caller, world.strangersLead.caller])
      await expect(getPerson(caller, { user_id: world.client.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(getPerson(anonymous, { user_id: world.client.id })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(getPerson(world.analyst.caller, { user_id: world.analyst.id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
