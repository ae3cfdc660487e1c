import { z } from "zod";
import { findToTell } from "@/db/queries/assessment/exposures";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { remind } from "@/lib/notify/notify";
import { topicOf } from "@/lib/notify/topics";
import { exposureOf, sentenceOf } from "./exposure-words";

const BATCH = 500;
const LINK = "/evidence/exposures";

const tell = command({
  action: "assessment.exposure.tell",
  input: z.object({}),
  as: "job:exposures",
  allow: () => true,
  run: async ({ tx }) => {
    const rows = await findToTell(tx, topicOf("exposure_verified"), BATCH);
    await remind(
      tx,
      rows.map((row) => ({
        userId: row.user_id,
        organizationId: row.organization_id,
        kind: row.withdrawn ? "exposure_withdrawn" : "exposure_verified",
        subject: row.withdrawn ? `Withdrawn: exposure ${row.reference}` : exposureOf(row),
        detail: row.withdrawn ? `${row.agency} took back what it told of ${row.domain}.` : sentenceOf(row),
        link: LINK,
        key: row.key,
      })),
    );
    return rows.length;
  },
});

/**
 * Tells the clients of an organization, and its leads where the marking lets them know, what an agency verified at its
 * domains, and what it took back, each once. Whoever filed it is not among those who tell: it learns of nobody told.
 */
export async function tellExposures(): Promise<void> {
  while ((await tell(systemCaller("job:exposures"), {})) === BATCH);
}
