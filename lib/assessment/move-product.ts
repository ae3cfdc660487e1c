import { lockMoveProduct, type MoveProductRow } from "@/db/queries/assessment/moves";
import { replaceTargets } from "@/db/queries/assessment/plan";
import { moveReferences, writeMove } from "@/db/queries/assessment/write-move";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { announceMove } from "./announce-move";
import { describeScores, type MoveScores } from "./describe-move";
import { moveAccess, planMove, targetOfMove } from "./load-move";
import { moveProductInput } from "./move-input";
import { countMoves, type MoveCounts } from "./move-plan";
import { canMoveProduct } from "./policy";
import { refuseClosed } from "./refuse-closed";
import { takeSnapshots } from "./take-snapshot";

export interface ProductMove {
  product_id: number;
  questionnaire_version_id: number;
  version: string;
  /** False: the product was there already. */
  moved: boolean;
  /** Of the product's own answers; null where nothing was moved. */
  counts: MoveCounts | null;
  before: MoveScores | null;
  after: MoveScores | null;
}

/**
 * Moves a product to a later version of its questionnaire: all its answer sets, as `getMovePreview` says. A snapshot keeps
 * what stood before; what is asked no more stays in the history and counts nowhere. Doing it twice changes nothing. The
 * same few statements for ten answers and for a thousand.
 * @throws Fault locked when the round is closed, conflict when answers changed since the preview, invalid for a version
 *   that is not a later published one of the product's questionnaire
 */
export const moveProduct = command({
  action: "assessment.product.move",
  scope: "products:write",
  subject: "product",
  input: moveProductInput,
  target: (tx, input) => lockMoveProduct(tx, input.product_id),
  allow: (actor, product) => canMoveProduct(actor, moveAccess(product)),
  run: async ({ tx, actor, target: product }, input): Promise<ProductMove> => {
    const to = targetOfMove(product, input.questionnaire_version_id);
    if (!to) return standing(product);
    refuseClosed({ closed: product.round_closed });
    const move = await planMove(tx, product, to.id);
    if (input.state && input.state !== move.state)
      throw new Fault(
        "conflict",
        "Answers changed since the preview of this move. Nothing was moved: look at it again.",
      );
    await takeSnapshots(tx, product.id, move.sets, "move");
    const where = { organizationId: product.organization_id, productId: product.id };
    await writeMove(tx, {
      ...where,
      versionId: to.id,
      modelled: move.pairing.to.scoring_model !== "mean",
      moved: move.sets.flatMap(({ moved }) => moved),
      dropped: move.sets.flatMap(({ dropped }) => dropped),
      sets: move.sets.map(({ set }) => set),
    });
    const why = `Version ${to.version} of the questionnaire does not ask this any more.`;
    await moveReferences(tx, product.organization_id, move.references, why);
    await replaceTargets(tx, { id: product.id, organizationId: product.organization_id }, move.targets.kept);
    const own = move.sets.find(({ userId }) => userId === product.owner_id);
    const counts = countMoves(own?.answers ?? []);
    const setsOf = move.sets.map(({ userId }) => userId);
    await announceMove(tx, actor, product, to, { ...counts, added: move.pairing.added.length }, setsOf);
    return {
      product_id: product.id,
      questionnaire_version_id: to.id,
      version: to.version,
      moved: true,
      counts,
      before: own ? describeScores(own.before) : null,
      after: own ? describeScores(own.after) : null,
    };
  },
});

const standing = ({ id, questionnaire_version_id, version }: MoveProductRow): ProductMove => ({
  product_id: id,
  questionnaire_version_id,
  version,
  moved: false,
  counts: null,
  before: null,
  after: null,
});
