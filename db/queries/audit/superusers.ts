import type { Statement, Tx } from "@/db/client";

const statement: Statement = {
  name: "active_superusers",
  text: "select id, organization_id from users where role = 'superuser' and is_active order by id",
};

/** Who is told when something about the service is wrong. */
export const findSuperusers = (tx: Tx) => tx.send<{ id: number; organization_id: number }>(statement, []);
