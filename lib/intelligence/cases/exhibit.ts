import type { CustodyRow, ExhibitRow } from "@/db/queries/intelligence/exhibits";
import { insertCustody, listCustody, placeExhibit } from "@/db/queries/intelligence/exhibits";
import { insertEvents } from "@/db/queries/intelligence/case-events";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import {
  after,
  bind,
  type ChainOf,
  type CustodyAction,
  type CustodyEntry,
  type CustodyLink,
  type Custodian,
  firstBroken,
  refuseStep,
  standingOf,
} from "../custody/custody";

/** `EX-3`. */
export const exhibitName = (row: { number: number }) => `EX-${row.number}`;

export const chainOf = (row: Pick<ExhibitRow, "case_number" | "number">): ChainOf => ({
  case: row.case_number,
  exhibit: exhibitName(row),
});

/** An entry as it is stored, as the chain knows it. */
export const linkOf = (row: CustodyRow): CustodyLink => ({
  seq: row.seq,
  action: row.action as CustodyAction,
  by: { id: row.byId, name: row.byName },
  from: row.fromName === null ? null : { id: row.fromId, name: row.fromName },
  to: row.toName === null ? null : { id: row.toId, name: row.toName },
  at: row.at.toISOString(),
  reason: row.reason,
  file_sha256: row.fileSha256,
  previous: row.previousHash,
  hash: row.hash,
});

/** Chains of several exhibits, each in order, by the exhibit's id. */
export function chainsOf(rows: readonly CustodyRow[]): Map<number, CustodyLink[]> {
  const chains = new Map<number, CustodyLink[]>();
  for (const row of rows) {
    const links = chains.get(row.exhibitId);
    if (links) links.push(linkOf(row));
    else chains.set(row.exhibitId, [linkOf(row)]);
  }
  return chains;
}

type Place = Pick<ExhibitRow, "id" | "organization_id" | "case_id" | "case_number" | "number" | "sha256" | "title">;

/**
 * Writes an entry into the chain of an exhibit that the caller has locked, and where the exhibit is now.
 * @throws Fault conflict for what cannot follow, and for a chain that is broken: nothing is added to what cannot be believed
 */
export async function appendCustody(
  tx: Tx,
  exhibit: Place,
  entry: Pick<CustodyEntry, "action" | "from" | "to" | "reason"> & { by: Custodian & { id: number } },
): Promise<CustodyLink> {
  const links = (await listCustody(tx, { exhibitId: exhibit.id })).map(linkOf);
  const broken = links.length > 0 ? firstBroken(chainOf(exhibit), links, exhibit.sha256) : undefined;
  if (broken) throw new Fault("conflict", `The chain of custody is broken: ${broken.problem}. Nothing was added.`);
  const standing = standingOf(links);
  const refused = refuseStep(standing, entry);
  if (refused) throw new Fault("conflict", `This cannot follow: ${refused}.`);
  const at = new Date();
  const link = bind(chainOf(exhibit), links.at(-1), { ...entry, at: at.toISOString(), file_sha256: exhibit.sha256 });
  await insertCustody(tx, {
    organizationId: exhibit.organization_id,
    caseId: exhibit.case_id,
    exhibitId: exhibit.id,
    seq: link.seq,
    action: link.action,
    byId: entry.by.id,
    byName: link.by.name,
    fromId: link.from?.id ?? null,
    fromName: link.from?.name ?? null,
    toId: link.to?.id ?? null,
    toName: link.to?.name ?? null,
    at,
    reason: link.reason,
    fileSha256: link.file_sha256,
    previousHash: link.previous,
    hash: link.hash,
  });
  const now = after(standing, link);
  await placeExhibit(
    tx,
    { id: exhibit.id, organizationId: exhibit.organization_id },
    {
      state: now.state === "nowhere" ? "held" : now.state,
      holderId: now.holder?.id ?? null,
      receiverId: now.receiver?.id ?? null,
    },
  );
  await insertEvents(tx, [
    {
      organizationId: exhibit.organization_id,
      caseId: exhibit.case_id,
      category: "evidence",
      kind: "custody",
      happenedAt: at,
      title: `${exhibitName(exhibit)} ${custodyWords(link)}`,
      detail: link.reason,
      exhibitId: exhibit.id,
      createdBy: entry.by.id,
    },
  ]);
  return link;
}

/** `handed over by Ana to Ben`. */
export function custodyWords({ action, by, from, to }: Pick<CustodyLink, "action" | "by" | "from" | "to">): string {
  switch (action) {
    case "received":
      return `received by ${by.name}${from ? ` from ${from.name}` : ""}`;
    case "transferred":
      return `handed over ${from && from.id !== by.id ? `for ${from.name} ` : ""}by ${by.name} to ${to?.name ?? "nobody"}`;
    case "accepted":
      return `accepted by ${by.name}`;
    case "declined":
      return `not taken over: ${by.name} said no`;
    case "examined":
      return `examined by ${by.name}`;
    case "returned":
      return `returned by ${by.name} to ${to?.name ?? "nobody"}`;
    case "disposed":
      return `disposed of by ${by.name}`;
  }
}

export const describeExhibit = (row: ExhibitRow) => ({
  id: row.id,
  case_id: row.case_id,
  name: exhibitName(row),
  title: row.title,
  description: row.description,
  marking: row.marking,
  content_id: row.content_id,
  filename: row.filename,
  media_type: row.media_type,
  size: row.size,
  sha256: row.sha256,
  state: row.state,
  holder_id: row.holder_id,
  holder: row.holder,
  receiver_id: row.receiver_id,
  receiver: row.receiver,
  created_at: row.created_at.toISOString(),
});
