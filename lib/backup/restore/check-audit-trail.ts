import type { Restoration } from "@/db/backup/restoration";

/**
 * Whether the trail in a restored database can go on; what is wrong, in words. That its rows are those that were backed up
 * is checked with all other rows, and its seal among the reads of the application.
 */
export async function checkAuditTrail({ query }: Pick<Restoration, "query">): Promise<string[]> {
  const [trail] = await query<{ repeated: number; ahead: boolean }>(
    `select (select count(*)::int from (select from audit_log group by id having count(*) > 1) r) as repeated,
       coalesce((select max(id) from audit_log), 0) > (select case when is_called then last_value else last_value - 1 end
         from audit_log_id_seq) as ahead`,
  );
  return [
    ...(trail!.repeated > 0 ? [`${trail!.repeated} ids stand in the audit trail more than once`] : []),
    ...(trail!.ahead ? ["the audit trail would give ids again that it has given"] : []),
  ];
}
