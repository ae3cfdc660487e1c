import { z } from "zod";
import { findAction } from "@/db/queries/assessment/actions";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { accessToItsProduct, describeAction } from "./action";
import { canSeeProduct } from "./policy";

/** An action with the questions it is about and its files. */
export const getAction = query({
  action: "assessment.action.read",
  scope: "products:read",
  subject: "action",
  input: z.object({ action_id: id() }),
  target: (tx, input) => findAction(tx, input.action_id),
  allow: (actor, action) => canSeeProduct(actor, accessToItsProduct(action)),
  run: async ({ target }) => describeAction(target),
});
