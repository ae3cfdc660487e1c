import { createHash } from "node:crypto";
import { lockAnswerSet } from "@/db/queries/assessment/answer-set";
import { findBranding } from "@/db/queries/assessment/report-branding";
import { findReportSource } from "@/db/queries/assessment/report-source";
import { insertReport } from "@/db/queries/assessment/reports";
import { findSnapshot } from "@/db/queries/assessment/snapshots";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { askedAmong } from "../assessment-at";
import { canSeeProduct } from "../policy";
import { archivedRound } from "../round-archive/archived-words";
import { loadQuestionnaire } from "../questionnaire";
import { canonicalJson, contentHash } from "../snapshot-content";
import { takeSnapshot } from "../take-snapshot";
import { readSnapshot } from "../verify-snapshot";
import { composeContent } from "./compose-content";
import { printReport } from "./print-report";
import { createReportInput, sectionNames, type ReportSection } from "./report-input";

/**
 * Makes a report of a snapshot, or of the product as it stands now, of which a snapshot is taken. What the report says is
 * kept with its hash and never changes; the PDF comes by a job.
 * @throws Fault conflict when nothing is answered yet, or the snapshot kept scores alone, is archived or altered
 */
export const createReport = command({
  action: "assessment.report.create",
  scope: "products:write",
  subject: "product",
  input: createReportInput,
  target: (tx, input) => lockAnswerSet(tx, input.product_id, null),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async (context, input) => {
    const { tx, actor, target } = context;
    if (target.answer_set_id === null)
      throw new Fault("conflict", "Nothing is answered yet: there is nothing to report.");
    const snapshotId = input.snapshot_id ?? (await takeSnapshot(tx, target.id, target.user_id, "report"));
    const row = await findSnapshot(tx, snapshotId, target.id);
    if (!row) throw notFound("snapshot");
    if (row.archived_at) throw archivedRound(row.round, row.archived_at);
    const stored = await readSnapshot(tx, row);
    if (!stored) throw new Fault("conflict", "This snapshot kept scores alone: a report needs the answers.");
    const { content, rows } = stored;
    if (contentHash(content) !== row.content_hash)
      throw new Fault("conflict", "This snapshot does not hold what it recorded: no report is made of it.");
    const questionnaire = await loadQuestionnaire(tx, content.questionnaire_version_id);
    const hashes = [...new Set(content.answers.flatMap(({ evidence }) => evidence))];
    const source = await findReportSource(tx, snapshotId, hashes);
    const at = new Date();
    const text = canonicalJson(
      composeContent(source!, { ...content, id: snapshotId, content_hash: row.content_hash! }, questionnaire, {
        at,
        by: actor.name,
        planned: input.snapshot_id === undefined ? row.taken_at : at,
        isAsked: askedAmong(rows, questionnaire),
      }),
    );
    const branding = await findBranding(tx, target.organization_id);
    const title = input.title ?? `${target.name}: security maturity`;
    const id = await insertReport(tx, {
      organizationId: target.organization_id,
      productId: target.id,
      snapshotId,
      title,
      sections: input.sections ?? (branding?.sections as ReportSection[] | null) ?? sectionNames,
      content: text,
      contentHash: createHash("sha256").update(text, "utf8").digest("hex"),
    });
    const job = input.pdf
      ? await startJob(context, printReport, {
          organizationId: target.organization_id,
          title: `PDF of ${title}`,
          input: { report_id: id },
        })
      : null;
    return { id, snapshot_id: snapshotId, title, job_id: job };
  },
});
