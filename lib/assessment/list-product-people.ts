import { z } from "zod";
import { listCandidates } from "@/db/queries/assessment/product-people";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canCreateProduct } from "./policy";

/** Who can own a product of an organization or be its member: the active clients, by name. Clients ask for their own. */
export const listProductPeople = query({
  action: "assessment.people.list",
  input: z.object({ organization_id: id().optional() }),
  allow: canCreateProduct,
  run: async ({ tx, actor }, input) => {
    const organizationId = input.organization_id ?? actor.organizationId;
    if (actor.role === "client" && organizationId !== actor.organizationId) throw notFound("organization");
    const people = await listCandidates(tx, organizationId, null);
    return { people: people.map(({ id: personId, name, email }) => ({ id: personId, name, email })) };
  },
});
