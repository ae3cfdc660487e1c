import { findOpeners } from "@/db/queries/legacy/intelligence";
import { placeRows } from "@/db/queries/legacy/place-rows";
import type { CaseRole } from "@/db/schema/intelligence/user-case-links";
import { standardRights } from "@/lib/intelligence/cases/case-words";
import type { Batch } from "./batch";
import { MEMBER_COLUMNS } from "./move-cases";
import { moveCaseLinks } from "./move-links";
import type { Line } from "./system-row";

const ROLES: Record<string, CaseRole> = {
  ...{ owner: "lead", lead: "lead", assignee: "investigator", investigator: "investigator", analyst: "investigator" },
  ...{ contributor: "investigator", reviewer: "reviewer", viewer: "viewer" },
};

/**
 * Moves `user_case_links` in. In one shape of the system its users are those who work on a case, in the other those the case
 * is about; the file's foreign key says which, or else whether the links have roles.
 */
export async function moveUserLinks(batch: Batch, lines: readonly Line[]): Promise<void> {
  const target = batch.place.references.get("user_case_links.user_id");
  const isAbout = target === "users" || (target === undefined && !lines.some(({ row }) => row.has("role")));
  await (isAbout ? moveCaseLinks("subject", batch, lines) : moveMembers(batch, lines));
}

async function moveMembers(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const fresh = await batch.fresh(lines);
  const caseOf = ({ row }: Line) => row.key("case_id") ?? "";
  const memberOf = ({ row }: Line) => row.key("user_id", "system_user_id") ?? "";
  const adderOf = ({ row }: Line) => row.key("assigned_by_id", "added_by") ?? "";
  const cases = await batch.refer("cases", fresh.map(caseOf));
  const people = await batch.refer(
    "system_users",
    fresh.flatMap((line) => [memberOf(line), adderOf(line)]),
  );
  const openers = await findOpeners(tx, "cases", place.organizationId, [...cases.values()]);
  const taken: Line[] = [];
  const rows = fresh.flatMap((line) => {
    const { row } = line;
    const [caseId, userId] = [cases.get(caseOf(line)), people.get(memberOf(line))];
    const status = row.word("status");
    if (status && status !== "active") batch.leave(line, "it is active no more", status);
    else if (caseId === undefined) batch.leave(line, "its case did not move in", caseOf(line));
    else if (userId === undefined) batch.leave(line, "its person did not move in", memberOf(line));
    else {
      taken.push(line);
      const role = ROLES[row.word("role")] ?? "viewer";
      if (!ROLES[row.word("role")]) row.complain("its role is none here and became viewer", row.word("role"));
      const canEdit = row.flag("can_edit") ?? standardRights[role].canEdit;
      return {
        ...{ organization_id: place.organizationId, case_id: caseId, user_id: userId, role },
        added_by: people.get(adderOf(line)) ?? openers.get(caseId)!,
        ...{ can_edit: canEdit, can_manage: standardRights[role].canManage },
      };
    }
    return [];
  });
  const key = ["organization_id", "case_id", "user_id"] as const;
  const placed = await placeRows(tx, "user_case_links", MEMBER_COLUMNS, key, rows);
  for (const [at, line] of taken.entries()) {
    if (!placed[at]!.made)
      line.row.complain("belongs to the case already, by what the case says itself", rows[at]!.role);
    batch.take(line, placed[at]!.id);
  }
}
