import { z } from "zod";
import { findWorkspaceLine } from "@/db/queries/intelligence/figures";
import { query } from "@/lib/kernel/query";
import type { Actor } from "@/lib/kernel/actor";

const runsTheService = (actor: Pick<Actor, "role">) => actor.role === "superuser";

/** The intelligence workspaces of all agencies in three numbers, for those who run the service. */
export const getWorkspaceLine = query({
  action: "intelligence.line.get",
  input: z.object({}),
  allow: runsTheService,
  run: ({ tx }) => findWorkspaceLine(tx),
});
