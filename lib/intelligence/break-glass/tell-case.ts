import { listMemberIds, type GrantRow } from "@/db/queries/intelligence/break-glass";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";
import { notify } from "@/lib/notify/notify";
import { casePath } from "../cases/announce-case";

type About = Pick<GrantRow, "id" | "organization_id" | "case_id" | "case_number">;

/** Tells everybody in a case what happens to its glass, and whoever asked for it. */
export async function tellCase(
  tx: Tx,
  actor: Actor,
  look: About & { requested_by?: number },
  said: { kind: string; subject: string; detail: string },
): Promise<void> {
  const members = await listMemberIds(tx, look.case_id);
  const notice = { ...said, organizationId: look.organization_id, key: `break-glass:${look.id}:${said.kind}` };
  await notify(tx, actor, members, { ...notice, link: casePath(look.case_id) });
  if (look.requested_by !== undefined)
    await notify(tx, actor, [look.requested_by], { ...notice, link: `/admin/break-glass?look=${look.id}` });
}
