import { listPositions, spreadPositions } from "@/db/queries/assessment/write-action";
import type { ActionStatus } from "@/db/schema/assessment/actions";
import type { Tx } from "@/lib/kernel/database";

/** Where an action goes on the board: before the one named, or last in its column. */
interface Place {
  organizationId: number;
  productId: number;
  status: ActionStatus;
  /** The action itself, 0 for a new one. */
  besides: number;
  beforeId: number | null;
}

/** A position between two others; null where no number is left between them. */
export function between(before: number | undefined, after: number | undefined): number | null {
  if (after === undefined) return before === undefined ? 1 : Math.floor(before) + 1;
  if (before === undefined) return after - 1;
  const middle = (before + after) / 2;
  return middle > before && middle < after ? middle : null;
}

/** The position for a place on the board. What is named but no longer there is last. */
export async function positionFor(tx: Tx, place: Place): Promise<number> {
  const column = await listPositions(tx, place);
  const at = column.findIndex(({ id }) => id === place.beforeId);
  const index = at < 0 ? column.length : at;
  const position = between(column[index - 1]?.position, column[index]?.position);
  if (position !== null) return position;
  await spreadPositions(
    tx,
    column.map(({ id }) => id),
  );
  return index + 0.5;
}
