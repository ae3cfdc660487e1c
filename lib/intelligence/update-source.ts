import { findSource, updateSource as update } from "@/db/queries/intelligence/sources";
import { command } from "@/lib/kernel/command";
import { updateSourceInput } from "./import-input";
import { canBringIn } from "./import-policy";

/** Says how a source is called and how its messages are read from now on; switched off, none of it are taken any more. */
export const updateSource = command({
  action: "intelligence.source.update",
  subject: "source",
  input: updateSourceInput,
  target: (tx, input) => findSource(tx, input.id),
  allow: canBringIn,
  run: async ({ tx, target }, { id: _, ...changes }) => {
    await update(tx, target.id, { ...changes, time_zone: changes.time_zone || "UTC" });
    return { id: target.id };
  },
});
