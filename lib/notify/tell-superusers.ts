import { findSuperusers } from "@/db/queries/notify/superusers";
import type { Tx } from "@/lib/kernel/database";
import { remind } from "./notify";

/** What every superuser is told about the service, once for each key. */
export interface ServiceNotice {
  kind: string;
  key: string;
  subject: string;
  detail: string;
  link: string;
}

export async function tellSuperusers(tx: Tx, notice: ServiceNotice): Promise<void> {
  const people = await findSuperusers(tx);
  await remind(
    tx,
    people.map(({ id, organization_id }) => ({ ...notice, userId: id, organizationId: organization_id })),
  );
}
