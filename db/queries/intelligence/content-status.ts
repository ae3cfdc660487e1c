import type { Tx } from "@/db/client";

/*
 * What follows for a message from how its hits stand: while nobody looked it is ANALYZED; once somebody did and something
 * waits, or something was escalated, REVIEWING; when all is decided APPROVED where a hit was confirmed, else REJECTED. Hits
 * in a harmless context need no decision. Decisions and hunts both end with it, with the messages locked before. A verdict
 * that was moved in, whose hits nobody here looked at ($2: unless they are among these), stays.
 */
const followStatement = {
  name: "follow_detections",
  text: `update content c set status = f.status
    from (select organization_id, content_id, looked_at, case
        when escalated or waiting and looked_at then 'REVIEWING' when not looked_at then 'ANALYZED'
        when confirmed then 'APPROVED' else 'REJECTED' end as status
      from (select d.organization_id, d.content_id,
            bool_or(d.status = 'escalated') as escalated, bool_or(d.status = 'confirmed') as confirmed,
            bool_or(d.status = 'new' and not d.negated) as waiting, bool_or(d.status <> 'new') as looked_at
          from detections d where d.content_id = any($1::bigint[]) group by d.organization_id, d.content_id) stands) f
    where c.organization_id = f.organization_id and c.id = f.content_id and c.status <> f.status
      and (f.looked_at or c.status not in ('APPROVED', 'REJECTED') or c.id = any($2::bigint[]))`,
};

/** `opened` are those among them whose hits are new or were decided just now: what was said of the message before is over. */
export async function followDetections(
  tx: Tx,
  contentIds: readonly number[],
  opened: readonly number[] = contentIds,
): Promise<void> {
  await tx.send(followStatement, [contentIds, opened]);
}
