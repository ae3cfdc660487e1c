import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

interface MemberRow {
  user_id: number;
  name: string;
  handle: string;
  is_active: boolean;
  role: "lead" | "investigator" | "reviewer" | "viewer";
  can_edit: boolean;
  can_manage: boolean;
  created_at: Date;
}

const listStatement = {
  name: "list_case_members",
  text: `select m.user_id, ${personName("u")} as name, coalesce(u.username, '') as handle, coalesce(u.is_active, false) as is_active,
      m.role, m.can_edit, m.can_manage, m.created_at
    from user_case_links m left join users u on u.id = m.user_id where m.case_id = $1 order by m.can_manage desc, m.id`,
};

/** The members of a case, those who manage it first. */
export const listMembers = (tx: Tx, caseId: number): Promise<MemberRow[]> =>
  tx.send<MemberRow>(listStatement, [caseId]);

interface ColleagueRow {
  id: number;
  name: string;
  handle: string;
}

const analystsStatement = {
  name: "list_agency_analysts",
  text: `select u.id, ${personName("u")} as name, u.username as handle from users u
    where u.organization_id = $1 and u.role = 'analyst' and u.is_active
      and ($2 = '' or strpos(lower(u.username || ' ' || u.first_name || ' ' || u.last_name), lower($2)) > 0)
    order by 2, u.id limit $3`,
};

/** Analysts of an agency whose name holds a text: who can be given a part in a case. */
export const listAnalysts = (tx: Tx, organizationId: number, q: string, limit: number): Promise<ColleagueRow[]> =>
  tx.send<ColleagueRow>(analystsStatement, [organizationId, q, limit]);

const isAnalystStatement = {
  name: "is_agency_analyst",
  text: `select ${personName("u")} as name from users u
    where u.id = $1 and u.organization_id = $2 and u.role = 'analyst' and u.is_active`,
};

/** The name of an active analyst of an agency; undefined for anybody else. */
export const findAnalyst = async (tx: Tx, userId: number, organizationId: number): Promise<string | undefined> =>
  (await tx.send<{ name: string }>(isAnalystStatement, [userId, organizationId]))[0]?.name;

const saveStatement = {
  name: "save_case_member",
  text: `insert into user_case_links (organization_id, case_id, user_id, role, can_edit, can_manage, added_by)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (organization_id, case_id, user_id) do update set role = $4, can_edit = $5, can_manage = $6`,
};

export async function saveMemberRow(
  tx: Tx,
  row: {
    organizationId: number;
    caseId: number;
    userId: number;
    role: string;
    canEdit: boolean;
    canManage: boolean;
    addedBy: number;
  },
): Promise<void> {
  const { organizationId, caseId, userId, role, canEdit, canManage, addedBy } = row;
  await tx.send(saveStatement, [organizationId, caseId, userId, role, canEdit, canManage, addedBy]);
}

const removeStatement = {
  name: "remove_case_member",
  text: `delete from user_case_links where organization_id = $1 and case_id = $2 and user_id = $3`,
};

export async function removeMemberRow(tx: Tx, organizationId: number, caseId: number, userId: number): Promise<void> {
  await tx.send(removeStatement, [organizationId, caseId, userId]);
}
