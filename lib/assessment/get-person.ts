import { z } from "zod";
import { findPerson, listProductsOf } from "@/db/queries/assessment/people";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { inAssessment } from "./policy";
import { describeProduct } from "./product";

const MOST_PRODUCTS = 100;

/** A person the caller works with: role, organization, and the products within reach that the person answers. */
export const getPerson = query({
  action: "assessment.person.get",
  subject: "person",
  input: z.object({ user_id: id() }),
  target: (tx, input) => findPerson(tx, input.user_id),
  allow: inAssessment,
  run: async ({ tx, actor, target }) => {
    // Who is known only from a shared thread, or as one's lead, is known by name.
    const known = actor.role === "superuser" || actor.reach.includes(target.organization_id);
    const rows = await listProductsOf(tx, target.id, MOST_PRODUCTS);
    return {
      id: target.id,
      name: target.name,
      role: target.role,
      organization: target.organization,
      email: known || target.id === actor.userId ? target.email : null,
      isActive: target.is_active,
      leads: target.leads,
      products: rows.map((row) => ({ ...describeProduct(row), scored: row.averages.length > 0 })),
    };
  },
});
