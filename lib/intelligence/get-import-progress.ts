import { z } from "zod";
import { findImportProgress } from "@/db/queries/intelligence/imports";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeProgress } from "./describe-import";
import { inIntelligence } from "./policy";

/** How far an import is: what a screen asks each second while one runs, so it reads its row and nothing else. */
export const getImportProgress = query({
  action: "intelligence.import.progress",
  subject: "import",
  input: z.object({ import_id: id() }),
  target: (tx, input) => findImportProgress(tx, input.import_id),
  allow: inIntelligence,
  run: async ({ target }) => describeProgress(target),
});
