import { createHash } from "node:crypto";
import { z } from "zod";
import { findReport, findReportContent, recognizeReport } from "@/db/queries/assessment/reports";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canSeeProduct } from "../policy";
import { canonicalJson } from "../snapshot-content";

const sha256 = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, "should be a SHA-256: 64 digits from 0 to f");

/**
 * Whether a hash is that of a report made here, or of its print. Open to everyone: whoever knows a report's hash has the
 * report, and learns no more than when it was made.
 */
export const recognizeHash = query({
  action: "assessment.report.recognize",
  as: "system:login",
  input: z.object({ sha256 }),
  allow: () => true,
  run: async ({ tx }, input) => {
    const found = await recognizeReport(tx, input.sha256);
    return found
      ? { known: true as const, what: found.what, made_at: found.created_at.toISOString() }
      : { known: false as const };
  },
});

/** Computes the hash of a report's content anew and says whether it is the one recorded. */
export const verifyReport = query({
  action: "assessment.report.verify",
  scope: "products:read",
  subject: "report",
  input: z.object({ report_id: id() }),
  target: (tx, input) => findReport(tx, input.report_id),
  allow: (actor, report) => canSeeProduct(actor, { organizationId: report.organization_id }),
  run: async ({ tx, target }) => {
    const content = await findReportContent(tx, target.id);
    const computed = createHash("sha256").update(canonicalJson(content), "utf8").digest("hex");
    return {
      report_id: target.id,
      unaltered: computed === target.content_hash,
      content_hash: target.content_hash,
      computed_hash: computed,
    };
  },
});
