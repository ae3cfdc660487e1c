import { z } from "zod";
import {
  beginImport as begin,
  countImport,
  endImport as end,
  findImport,
  moveImport,
  type ImportRow,
} from "@/db/queries/intelligence/imports";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { currentDataKey } from "@/lib/vault/current-data-key";
import type { Parsed } from "./import/record";
import { canBringIn } from "./import-policy";
import { originalOf } from "./open-import";
import { newestRules } from "./pinned-rules";
import { placeBatch, type KnownSources, type Plan } from "./take-in/plan-batch";
import { writeBatch, type BatchPlace } from "./take-in/write-batch";

const theImport = { import_id: id() };
const stopped = () => new Fault("conflict", "This import was stopped, or another process goes on with it.");

/**
 * Begins to take a file in, with the rules of this moment.
 * @throws Fault conflict when it was stopped meanwhile
 */
export const beginImport = command({
  action: "intelligence.import.begin",
  subject: "import",
  input: z.object({ ...theImport, kept: z.boolean() }),
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: async ({ tx, target }, { kept }) => {
    if (!(await begin(tx, target.id))) throw stopped();
    const { organization_id: organizationId } = target;
    return {
      row: target satisfies ImportRow,
      original: kept ? await originalOf(tx, target) : undefined,
      dataKey: await currentDataKey(tx, organizationId),
      rules: await newestRules(tx, organizationId),
    };
  },
});

/** Where the records of a batch go, and which of them are new. Sources that nobody knew are made. */
export const placeImportBatch = command({
  action: "intelligence.import.place",
  subject: "import",
  input: z.object({ ...theImport, batch: z.custom<readonly Parsed[]>(), sources: z.custom<KnownSources>() }),
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: ({ tx, target }, { batch, sources }) =>
    placeBatch(tx, { organizationId: target.organization_id, sources, timeZone: target.time_zone || "UTC" }, batch),
});

/**
 * Takes in a batch: messages, their authors, what rules and extraction found in them, what was set aside, and how far the
 * import is by it, all or nothing.
 * @throws Fault conflict when the import is not at `from` any more: it was stopped, or somebody else took this batch in
 */
export const takeIn = command({
  action: "intelligence.import.take-in",
  subject: "import",
  input: z.object({
    ...theImport,
    from: z.int().min(0),
    to: z.int().min(0),
    plan: z.custom<Plan>(),
    place: z.custom<Pick<BatchPlace, "dataKey" | "rules">>(),
  }),
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: async ({ tx, target }, { from, to, plan, place }) => {
    if (!(await moveImport(tx, target.id, from, to))) throw stopped();
    const { organization_id: organizationId, id: importId } = target;
    const counts = await writeBatch(tx, { ...place, organizationId, importId }, plan);
    await countImport(tx, importId, counts);
    return counts;
  },
});

export const endImport = command({
  action: "intelligence.import.end",
  subject: "import",
  input: z.object({ ...theImport, status: z.enum(["done", "failed", "cancelled"]) }),
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: async ({ tx, target }, { status }) => ({ ended: await end(tx, target.id, status) }),
});
