import type { Statement, Tx } from "@/db/client";

/** A legal hold; without an organization it is of everything. */
export interface HoldRow {
  id: number;
  organization_id: number | null;
  organization: string | null;
  reason: string;
  set_by: string | null;
  created_at: Date;
  lifted_by: string | null;
  lifted_at: Date | null;
  lifted_reason: string | null;
}

const username = (column: string) => `(select u.username from users u where u.id = h.${column})`;
const columns = `h.id, h.organization_id, (select o.name from organizations o where o.id = h.organization_id) as organization, h.reason,
  ${username("set_by")} as set_by, h.created_at, ${username("lifted_by")} as lifted_by, h.lifted_at, h.lifted_reason`;

const listStatement: Statement = {
  name: "legal_holds",
  text: `select ${columns} from legal_holds h order by h.lifted_at desc nulls first, h.id desc limit 200`,
};

/** The holds that stand, the newest first, and behind them those that were lifted last. */
export const listHolds = (tx: Tx) => tx.send<HoldRow>(listStatement, []);

const findStatement: Statement = {
  name: "legal_hold",
  text: `select ${columns} from legal_holds h where h.id = $1`,
};

export async function findHold(tx: Tx, id: number): Promise<HoldRow | undefined> {
  return (await tx.send<HoldRow>(findStatement, [id]))[0];
}

const lockStatement: Statement = { name: "lock_legal_holds", text: "select pg_advisory_xact_lock($1)" };
/** The number that app.is_held shares. */
const HOLD_LOCK = 7_305_221_907;

const insertStatement: Statement = {
  name: "insert_legal_hold",
  text: "insert into legal_holds (organization_id, reason, set_by) values ($1, $2, (select app.actor_id())) returning id",
};

/** Sets a hold once every erasure and archiving under way is over: what comes after it sees it. */
export async function insertHold(tx: Tx, organizationId: number | null, reason: string): Promise<number> {
  await tx.send(lockStatement, [HOLD_LOCK]);
  return (await tx.send<{ id: number }>(insertStatement, [organizationId, reason]))[0]!.id;
}

const liftStatement: Statement = {
  name: "lift_legal_hold",
  text: `update legal_holds set lifted_at = now(), lifted_by = (select app.actor_id()), lifted_reason = $2
    where id = $1 and lifted_at is null returning id`,
};

/** False: it was lifted before. */
export async function liftHold(tx: Tx, id: number, reason: string): Promise<boolean> {
  return (await tx.send(liftStatement, [id, reason])).length > 0;
}

const heldStatement: Statement = { name: "is_held", text: "select app.is_held($1) as held" };

/** Whether a hold stands on an organization, or on everything; true of it until the commit. */
export async function isHeld(tx: Tx, organizationId: number | null): Promise<boolean> {
  return (await tx.send<{ held: boolean }>(heldStatement, [organizationId]))[0]!.held;
}
