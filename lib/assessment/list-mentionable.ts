import { z } from "zod";
import { listMentionable as list } from "@/db/queries/assessment/mentions";
import { findThreadProduct } from "@/db/queries/assessment/threads";
import { id, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canComment } from "./policy";

/** Names that a list under what is being typed shows. */
const MOST = 8;

/** Whom the caller can name in a product's threads: those who can see it, whose name holds what is typed. */
export const listMentionable = query({
  action: "assessment.mentionable.list",
  scope: "comments:read",
  subject: "product",
  input: z.object({ product_id: id(), q: text(64).default("") }),
  target: (tx, input) => findThreadProduct(tx, input.product_id),
  allow: (actor, product) => canComment(actor, { organizationId: product.organization_id }),
  run: async ({ tx, target }, { q }) => ({ people: await list(tx, target.organization_id, q, MOST) }),
});

export type Mentionable = Awaited<ReturnType<typeof listMentionable>>["people"][number];
