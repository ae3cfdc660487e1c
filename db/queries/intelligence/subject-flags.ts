import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";

// Nothing happens to a subject that stands so already: two people who flag at once leave one flag.
const flagStatement = {
  name: "flag_subject",
  text: `with turned as (
      update subjects set is_flagged = $3, flagged_by = case when $3 then $4::integer end,
        flagged_at = case when $3 then now() end, flag_reason = case when $3 then $5 else '' end
      where organization_id = $1 and id = $2 and is_flagged is distinct from $3 returning organization_id, id)
    insert into subject_flags (organization_id, subject_id, is_flagged, reason, decided_by)
    select organization_id, id, $3, $5, $4 from turned returning id`,
};

export interface Flag {
  organizationId: number;
  subjectId: number;
  flagged: boolean;
  by: number;
  reason: string;
}

/** Flags an account or takes its flag away, and keeps who did and why; false where it stands so already. */
export const turnFlag = async (tx: Tx, { organizationId, subjectId, flagged, by, reason }: Flag) =>
  (await tx.send(flagStatement, [organizationId, subjectId, flagged, by, reason])).length > 0;

export interface FlagRow {
  id: number;
  subject_id: number;
  is_flagged: boolean;
  reason: string;
  decided_by: string;
  created_at: Date;
}

const listStatement = {
  name: "list_subject_flags",
  text: `select f.id, f.subject_id, f.is_flagged, f.reason, ${personName("u")} as decided_by, f.created_at
    from subject_flags f left join users u on u.id = f.decided_by
    where f.organization_id = $1 and f.subject_id = any ($2::integer[]) order by f.id desc limit 100`,
};

/** Who flagged these accounts and took flags away, the latest first. */
export const listFlags = (tx: Tx, organizationId: number, accounts: readonly number[]) =>
  tx.send<FlagRow>(listStatement, [organizationId, accounts]);
