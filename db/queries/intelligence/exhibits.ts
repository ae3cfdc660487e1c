import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { custodyEvents } from "@/db/schema/intelligence/custody-events";
import { exhibits } from "@/db/schema/intelligence/exhibits";

export interface ExhibitRow {
  id: number;
  organization_id: number;
  case_id: number;
  case_number: string;
  number: number;
  title: string;
  description: string;
  marking: string;
  evidence_id: number;
  content_id: number | null;
  filename: string;
  media_type: string;
  size: number;
  sha256: string;
  data_key_id: number;
  state: "held" | "in_transfer" | "returned" | "disposed";
  holder_id: number | null;
  holder: string;
  receiver_id: number | null;
  receiver: string;
  created_at: Date;
}

const columns = `x.id, x.organization_id, x.case_id, c.number as case_number, x.number, x.title, x.description, x.marking, x.evidence_id,
  x.content_id, e.filename, e.media_type, e.size::float8 as size, e.sha256, e.data_key_id, x.state, x.holder_id, ${personName("h")} as holder,
  x.receiver_id, ${personName("r")} as receiver, x.created_at`;
const tables = `exhibits x join cases c on c.organization_id = x.organization_id and c.id = x.case_id
  join evidence e on e.organization_id = x.organization_id and e.id = x.evidence_id
  left join users h on h.id = x.holder_id left join users r on r.id = x.receiver_id`;

const listStatement = {
  name: "list_exhibits",
  text: `select ${columns} from ${tables} where x.case_id = $1 order by x.number desc limit $2`,
};

/** The exhibits of a case, the newest first. */
export const listExhibits = (tx: Tx, caseId: number, limit: number): Promise<ExhibitRow[]> =>
  tx.send<ExhibitRow>(listStatement, [caseId, limit]);

const findStatement = { name: "find_exhibit", text: `select ${columns} from ${tables} where x.id = $1` };

export const findExhibit = async (tx: Tx, id: number): Promise<ExhibitRow | undefined> =>
  (await tx.send<ExhibitRow>(findStatement, [id]))[0];

const lockStatement = {
  name: "lock_exhibit",
  text: `select ${columns} from ${tables} where x.id = $1 for update of x`,
};

/** The same, with nobody else writing into its chain until the transaction ends. */
export const lockExhibit = async (tx: Tx, id: number): Promise<ExhibitRow | undefined> =>
  (await tx.send<ExhibitRow>(lockStatement, [id]))[0];

const numberStatement = {
  name: "next_exhibit_number",
  text: `select coalesce(max(number), 0) + 1 as next from exhibits where organization_id = $1 and case_id = $2`,
};

/** The next number in a case, which the caller has locked. */
export const nextExhibitNumber = async (tx: Tx, organizationId: number, caseId: number): Promise<number> =>
  (await tx.send<{ next: number }>(numberStatement, [organizationId, caseId]))[0]!.next;

export const insertExhibit = async (tx: Tx, row: typeof exhibits.$inferInsert): Promise<number> =>
  (await tx.insert(exhibits).values(row).returning({ id: exhibits.id }))[0]!.id;

export async function placeExhibit(
  tx: Tx,
  exhibit: { id: number; organizationId: number },
  place: Pick<typeof exhibits.$inferInsert, "state" | "holderId" | "receiverId">,
): Promise<void> {
  await tx
    .update(exhibits)
    .set(place)
    .where(and(eq(exhibits.organizationId, exhibit.organizationId), eq(exhibits.id, exhibit.id)));
}

export type CustodyRow = typeof custodyEvents.$inferSelect;

/** The chain of an exhibit, or of all exhibits of a case, in order. */
export const listCustody = (tx: Tx, of: { exhibitId: number } | { caseId: number }): Promise<CustodyRow[]> =>
  tx
    .select()
    .from(custodyEvents)
    .where("exhibitId" in of ? eq(custodyEvents.exhibitId, of.exhibitId) : eq(custodyEvents.caseId, of.caseId))
    .orderBy(custodyEvents.exhibitId, custodyEvents.seq);

export async function insertCustody(tx: Tx, row: typeof custodyEvents.$inferInsert): Promise<void> {
  await tx.insert(custodyEvents).values(row);
}

const holdsStatement = {
  name: "holds_exhibit",
  text: `select exists (select from exhibits where case_id = $1 and (holder_id = $2 or receiver_id = $2)) as holds`,
};

/** Whether somebody holds an exhibit of a case, or is to accept one. */
export const hasExhibitIn = async (tx: Tx, caseId: number, userId: number): Promise<boolean> =>
  (await tx.send<{ holds: boolean }>(holdsStatement, [caseId, userId]))[0]!.holds;
