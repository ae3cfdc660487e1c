import { actionStatuses } from "@/lib/assessment/action-words";
import type { ShownAction } from "@/lib/assessment/get-plan";

/** A card of the board. */
export type BoardAction = Pick<
  ShownAction,
  "id" | "title" | "owner" | "due_on" | "overdue" | "status" | "version" | "brings" | "may"
> & { href: string };

type Status = BoardAction["status"];
type Columns = ReadonlyMap<Status, BoardAction[]>;

/** A move that the server may not have answered yet: it counts until the card has the version that it makes. */
export interface Move {
  id: number;
  becomes: number;
  status: Status;
  /** Before that card; null: last. */
  beforeId: number | null;
}

/** The columns of the board, with the moves that are under way. */
export function arranged(actions: readonly BoardAction[], moves: readonly Move[]): Columns {
  const columns = new Map<Status, BoardAction[]>(actionStatuses.map((status) => [status, []]));
  for (const action of actions) columns.get(action.status)!.push(action);
  for (const { id, becomes, status, beforeId } of moves) {
    const action = actions.find((each) => each.id === id);
    if (!action || action.version >= becomes) continue;
    for (const column of columns.values()) {
      const at = column.findIndex((each) => each.id === id);
      if (at >= 0) column.splice(at, 1);
    }
    const column = columns.get(status)!;
    const at = column.findIndex((each) => each.id === beforeId);
    column.splice(at < 0 ? column.length : at, 0, { ...action, status });
  }
  return columns;
}

export type Step = "up" | "down" | "left" | "right";

/** Where a card goes by one step: within its column, or to the end of the one beside it; undefined at the edge. */
export function besideIn(columns: Columns, action: BoardAction, step: Step) {
  const status = [...columns].find(([, cards]) => cards.some(({ id }) => id === action.id))?.[0] ?? action.status;
  const column = columns.get(status)!;
  const at = column.findIndex(({ id }) => id === action.id);
  if (step === "up") return at > 0 ? { status, beforeId: column[at - 1]!.id } : undefined;
  if (step === "down") return at < column.length - 1 ? { status, beforeId: column[at + 2]?.id ?? null } : undefined;
  const beside = actionStatuses[actionStatuses.indexOf(status) + (step === "left" ? -1 : 1)];
  return beside && { status: beside, beforeId: null };
}

/** The version that a card has once the moves under way are made. */
export const versionOf = (actions: readonly BoardAction[], moves: readonly Move[], id: number) =>
  Math.max(
    actions.find((action) => action.id === id)?.version ?? 1,
    ...moves.filter((move) => move.id === id).map(({ becomes }) => becomes),
  );

/** The element of a card that takes the focus after a move. */
export const handleId = (id: number) => `move-${id}`;
