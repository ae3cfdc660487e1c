import { z } from "zod";
import { listOwnViews } from "@/db/queries/audit/views";
import { query } from "@/lib/kernel/query";
import { canReadTrail } from "./policy";

/** The views of the trail that the reader has kept, by name. */
export const listViews = query({
  action: "audit.view.list",
  input: z.object({}),
  allow: canReadTrail,
  run: ({ tx }) => listOwnViews(tx),
});
