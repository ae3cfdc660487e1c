import type { Tx } from "@/db/client";

const firstStatement = { name: "first_agency", text: "select organization_id as id from sources order by id limit 1" };

/** The agency that has had sources longest, of those within reach. */
export const findFirstAgency = async (tx: Tx): Promise<number | undefined> =>
  (await tx.send<{ id: number }>(firstStatement, []))[0]?.id;
