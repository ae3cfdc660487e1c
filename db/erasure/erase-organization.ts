import { BACKUP_LOCK } from "@/db/backup/backup-lock";
import { connectOwner } from "@/db/backup/owner-connection";
import type { Erased } from "@/db/schema/identity/organization-erasures";

export interface ErasureOrder {
  erasureId: number;
  /** The job that does it, as the person who confirmed; or what acts without a person. */
  as: { jobId: number } | { actor: string };
  context: Record<string, string | undefined>;
}

/**
 * Erases an organization's rows, people, data keys and values in the trail, as its erasure that two people agreed on says,
 * in one transaction of the owner's. `busy`: a backup is made. Done before, it says what was done then.
 * @throws Error unless two different people agreed, and nobody withdrew it
 */
export async function eraseOrganizationRows(
  ownerUrl: string,
  { erasureId, as, context }: ErasureOrder,
): Promise<{ subjectId: number; erased: Erased } | "busy"> {
  const { client } = await connectOwner(ownerUrl);
  try {
    await client.query("begin");
    const enter =
      "jobId" in as
        ? client.query("select from app.enter_job($1, $2)", [as.jobId, JSON.stringify(context)])
        : client.query("select app.enter_system($1, $2)", [as.actor, JSON.stringify(context)]);
    await enter;
    // Entering sets the limits of requests; this is longer work.
    await client.query(
      "select set_config('statement_timeout', '0', true), set_config('lock_timeout', '30s', true), set_config('idle_in_transaction_session_timeout', '0', true)",
    );
    const { rows: free } = await client.query<{ free: boolean }>(
      "select pg_try_advisory_xact_lock_shared($1) as free",
      [BACKUP_LOCK],
    );
    if (!free[0]!.free) return "busy";
    const { rows } = await client.query<{ subject_id: number; reason: string; erased: Erased | null; house: number }>(
      `select e.subject_id, e.reason, e.erased, u.organization_id as house
         from organization_erasures e join users u on u.id = e.confirmed_by
        where e.id = $1 and e.withdrawn_at is null and e.confirmed_by <> e.requested_by and e.confirmed_at < e.expires_at
          for update of e`,
      [erasureId],
    );
    const order = rows[0];
    if (!order || order.house === order.subject_id) throw new Error("no two people agreed on this erasure");
    if (order.erased) return { subjectId: order.subject_id, erased: order.erased };
    const done = await client.query<{ erased: Erased }>("select app.erase_organization($1, $2, $3) as erased", [
      order.subject_id,
      order.house,
      order.reason,
    ]);
    const { erased } = done.rows[0]!;
    await client.query("update organization_erasures set erased_at = now(), erased = $2 where id = $1", [
      erasureId,
      JSON.stringify(erased),
    ]);
    await client.query(
      "select app.log_event('ORGANIZATION_ERASED', 'organizations', $1::integer, $1::integer, $2::jsonb)",
      [order.subject_id, JSON.stringify({ erasure: erasureId, ...erased })],
    );
    await client.query("commit");
    return { subjectId: order.subject_id, erased };
  } finally {
    await client.end(); // what was not committed is undone
  }
}
