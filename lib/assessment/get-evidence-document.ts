import { z } from "zod";
import { findEdition, listEditions } from "@/db/queries/assessment/evidence-library";
import { listEvidenceUses, type EvidenceUseRow } from "@/db/queries/assessment/evidence-uses";
import { listReaders } from "@/db/queries/audit/readers";
import type { Actor } from "@/lib/kernel/actor";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeEdition } from "./evidence-library";
import { canKeepEvidence } from "./evidence-policy";
import { questionPath, reviewPath } from "./links";
import { canSeeProduct } from "./policy";

/** Answers, and people, that are listed of a document at most. */
const MOST_USES = 500;
const MOST_READERS = 100;

/** A document with all its editions, the answers it supports, and who looked at it. A constant number of queries. */
export const getEvidenceDocument = query({
  action: "assessment.library.read",
  scope: "responses:read",
  subject: "evidence",
  input: z.object({ evidence_id: id() }),
  target: (tx, input) => findEdition(tx, input.evidence_id),
  allow: (actor, row) => canSeeProduct(actor, { organizationId: row.organization_id }),
  run: async ({ tx, actor, target }) => {
    const { organization_id: organizationId, document_id: documentId } = target;
    const [editions, uses] = await Promise.all([
      listEditions(tx, organizationId, documentId),
      listEvidenceUses(tx, { organizationId, documentId }, MOST_USES),
    ]);
    const ids = editions.map((edition) => edition.id);
    const readers = await listReaders(tx, "evidence", ids, MOST_READERS);
    const keeps = canKeepEvidence(actor, { organizationId });
    return {
      ...describeEdition(target),
      editions: editions.map(describeEdition),
      uses: uses.map((row) => describeUse(row, actor, editions[0]!.id, keeps)),
      /** Who looked at any edition, but for those who uploaded it. */
      readers: readers.map((row) => ({ ...row, last: row.last.toISOString() })),
      can: { edit: keeps, replace: keeps && !target.replaced },
    };
  },
});

export type EvidenceDocument = Awaited<ReturnType<typeof getEvidenceDocument>>;

function describeUse(row: EvidenceUseRow, actor: Actor, newestId: number, keeps: boolean) {
  const place = { productId: row.product_id, sectionId: row.section_id, questionId: row.question_id };
  const older = row.evidence_id !== newestId;
  return {
    response_id: row.response_id,
    evidence_id: row.evidence_id,
    edition: row.edition,
    product_id: row.product_id,
    product: row.product,
    section: row.section,
    question_id: row.question_id,
    question: row.question,
    status: row.status,
    added_by: row.added_by,
    added_at: row.added_at.toISOString(),
    link: actor.role === "lead" ? reviewPath(row.response_id) : questionPath(place),
    /** Whether an older edition supports it. */
    outdated: older,
    /** Whether its link can be moved to the newest edition: a draft of whoever asks, in an open round. */
    movable: older && keeps && row.is_own && !row.read_only && row.status === "draft",
  };
}
