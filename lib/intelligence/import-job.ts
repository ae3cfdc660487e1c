import { z } from "zod";
import { jobKind } from "@/lib/jobs/job";
import { id } from "@/lib/kernel/input";
import { withOriginal } from "./open-import";
import { beginImport } from "./take-in";
import { runImport } from "./run-import";

/** Takes a stored file in, as the analyst who asked; begun again, it goes on behind the last batch that is done. */
export const importJob = jobKind({
  kind: "intelligence.import",
  input: z.object({ import_id: id() }),
  run: async ({ caller, input, signal, progress }) => {
    const begun = await beginImport(caller, { import_id: input.import_id, kept: true });
    return runImport(caller, begun, { signal, progress }, (work) =>
      withOriginal(begun.original!, { verify: true, signal }, work),
    );
  },
});
