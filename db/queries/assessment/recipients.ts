import type { Tx } from "@/db/client";
import type { Role } from "@/db/schema/identity/users";

/** Someone to be told. */
export interface RecipientRow {
  id: number;
  email: string;
  role: Role;
  first_name: string;
}

const leadsStatement = {
  name: "list_leads_of_organization",
  text: `select u.id, u.email, u.role, u.first_name from assignments a join users u on u.id = a.lead_id
    where a.organization_id = $1 and u.is_active and u.role = 'lead' order by u.id`,
};

/** The leads assigned to an organization. */
export async function listLeads(tx: Tx, organizationId: number): Promise<RecipientRow[]> {
  return tx.send<RecipientRow>(leadsStatement, [organizationId]);
}

const threadStatement = {
  name: "list_thread_recipients",
  text: `select u.id, u.email, u.role, u.first_name from users u where u.is_active and u.id in (
      select p.owner_id from products p where p.id = $1
      union select m.user_id from product_members m where m.product_id = $1
      union select r.user_id from questionnaire_responses r where r.id = $2
      union select r.answered_by from questionnaire_responses r where r.id = $2
      union select c.author_id from lead_comments c
        where c.organization_id = $3 and c.product_id = $1 and c.response_id is not distinct from $2
      union select a.lead_id from assignments a where a.organization_id = $3 and $4)
    -- Whoever once took part and has lost the reach since is not told any more.
    and (u.role = 'superuser' or (u.role = 'client' and u.organization_id = $3)
      or (u.role = 'lead' and exists (select from assignments r where r.lead_id = u.id and r.organization_id = $3)))
    order by u.id`,
};

/**
 * Whom a message in a thread concerns: the product's owner and members, whoever gave the answer and whoever has written in
 * the thread; with `leads`, those assigned to the organization too. `responseId` null is the product's own thread.
 */
export async function listThreadRecipients(
  tx: Tx,
  thread: { organizationId: number; productId: number; responseId: number | null; leads: boolean },
): Promise<RecipientRow[]> {
  const values = [thread.productId, thread.responseId, thread.organizationId, thread.leads];
  return tx.send<RecipientRow>(threadStatement, values);
}
