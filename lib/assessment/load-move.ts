import {
  findMovable,
  type MovableRow,
  type MoveProductRow,
  type MoveReferencesRow,
} from "@/db/queries/assessment/moves";
import type { MovedReferences } from "@/db/queries/assessment/write-move";
import type { TargetRow } from "@/db/queries/assessment/plan";
import type { Tx } from "@/lib/kernel/database";
import { invalidField } from "@/lib/kernel/fault";
import { maturityOf, type Maturity } from "./maturity";
import { movedSections, movedTargets } from "./move-places";
import { pairVersions, planSet, stateOfMove, type Pairing, type SetMove } from "./move-plan";
import { loadQuestionnaire } from "./questionnaire";

/** An answer set before and after a move. */
interface PlannedSet extends SetMove {
  name: string;
  rows: MovableRow[];
  before: Maturity;
}

/** A move of a product as it would be, or is, done. The product's own set is the first, where there is one. */
export interface PlannedMove {
  pairing: Pairing;
  sets: PlannedSet[];
  references: MovedReferences;
  targets: { kept: TargetRow[]; dropped: TargetRow[] };
  /** What refers to a question or section that is no more. */
  ended: MoveReferencesRow;
  state: string;
}

/** Permission, in the words of policy.ts. */
export const moveAccess = (product: MoveProductRow) => ({
  organizationId: product.organization_id,
  ownerId: product.owner_id,
  isMember: product.is_member,
  archived: product.archived,
});

/**
 * Where a product is to be moved: the version asked for, or the newest. Null: it is there already, or there is none newer.
 * @throws Fault invalid for a version that is not a later published one of the product's questionnaire
 */
export function targetOfMove(product: MoveProductRow, versionId: number | undefined) {
  if (versionId === product.questionnaire_version_id) return null;
  if (versionId === undefined) return product.newer[0] ?? null;
  const version = product.newer.find(({ id }) => id === versionId);
  if (!version)
    throw invalidField("questionnaire_version_id", "is not a later published version of this product's questionnaire");
  return version;
}

/** Reads what a move looks at and plans it: the same few statements for ten answers and for a thousand. */
export async function planMove(tx: Tx, product: MoveProductRow, versionId: number): Promise<PlannedMove> {
  const [from, to, { rows, sets, references }] = await Promise.all([
    loadQuestionnaire(tx, product.questionnaire_version_id),
    loadQuestionnaire(tx, versionId),
    findMovable(tx, product.id),
  ]);
  const pairing = pairVersions(from, to);
  const planned = sets.map((set): PlannedSet => {
    const own = rows.filter(({ user_id }) => user_id === set.user_id);
    return { ...planSet(set, own, pairing), name: set.name, rows: own, before: maturityOf(set.scores, from) };
  });
  const { later } = pairing;
  const sections = movedSections(from, to);
  const questionOf = (id: number | null) => (id === null ? null : (later.get(id)?.id ?? null));
  // What already points elsewhere is the history of an earlier move.
  const current = <Row extends { question_id: number | null }>(list: readonly Row[]) =>
    list.filter(({ question_id: id }) => id === null || from.byId.has(id));
  const assignments = current(references.assignments);
  const actions = current(references.actions);
  const requests = current(references.requests);
  const targets = movedTargets(references.targets, from, to);
  return {
    pairing,
    sets: planned,
    references: {
      assignments: assignments.map(({ id, section_id, question_id }) => ({
        id,
        sectionId: section_id === null ? null : (sections.get(section_id) ?? null),
        questionId: questionOf(question_id),
      })),
      actions: actions.map(({ id, question_id }) => ({ id, questionId: questionOf(question_id) })),
      requests: requests.map(({ id, question_id }) => ({ id, questionId: questionOf(question_id) })),
    },
    targets,
    ended: {
      assignments: assignments.filter(({ section_id, question_id }) =>
        section_id === null ? questionOf(question_id) === null : !sections.has(section_id),
      ),
      actions: actions.filter(({ question_id }) => questionOf(question_id) === null),
      requests: requests.filter(({ question_id, open }) => open && questionOf(question_id) === null),
      targets: targets.dropped,
    },
    state: stateOfMove(versionId, planned),
  };
}
