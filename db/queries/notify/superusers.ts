import type { Statement, Tx } from "@/db/client";

const statement: Statement = {
  name: "active_superusers",
  text: "select id, organization_id from users where role = 'superuser' and is_active order by id",
};

/** Whom the service's own matters concern. */
export const findSuperusers = (tx: Tx) => tx.send<{ id: number; organization_id: number }>(statement, []);
