import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { insertRows } from "./insert-rows";

/** Those of these names that products of these organizations have, as `organization/name`. */
export async function listTakenNames(tx: Tx, organizationIds: number[], names: string[]): Promise<Set<string>> {
  const result = await tx.execute<{ place: string }>(
    sql`select organization_id || '/' || name as place from products
        where organization_id = any (${sql.param(organizationIds)}::integer[]) and name = any (${sql.param(names)}::text[])`,
  );
  return new Set(result.rows.map(({ place }) => place));
}

export interface ProductRow {
  id: number;
  organization_id: number;
  owner_id: number;
  name: string;
  description: string;
  url: string;
  language: string;
  cloud_platform: string;
  cicd_platform: string;
  questionnaire_version_id: number;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
}

export const insertProducts = (tx: Tx, rows: ProductRow[]) =>
  insertRows<ProductRow>(
    tx,
    "products",
    {
      id: "integer",
      organization_id: "integer",
      owner_id: "integer",
      name: "text",
      description: "text",
      url: "text",
      language: "text",
      cloud_platform: "text",
      cicd_platform: "text",
      questionnaire_version_id: "integer",
      archived_at: "timestamptz",
      created_at: "timestamptz",
      updated_at: "timestamptz",
    },
    rows,
  );

/** What products are now: they may have changed since they moved in. */
export async function listPinned(tx: Tx, ids: number[]) {
  const result = await tx.execute<{ id: number; organization_id: number; owner_id: number; version_id: number }>(
    sql`select id, organization_id, owner_id, questionnaire_version_id as version_id from products
        where id = any (${sql.param(ids)}::integer[])`,
  );
  return result.rows;
}
