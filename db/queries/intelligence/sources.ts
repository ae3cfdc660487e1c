import type { Statement, Tx } from "@/db/client";

export interface SourceListRow {
  id: number;
  platform: string;
  platform_source_id: string;
  name: string;
  kind: string;
  language: string;
  default_region: string;
  time_zone: string;
  is_active: boolean;
  created_at: Date;
  updated_at: Date;
}

const columns = `id, platform, platform_source_id, name, kind, language, default_region, time_zone, is_active, created_at, updated_at`;

const listStatement: Statement = {
  name: "list_sources",
  text: `select ${columns} from sources
    where ($1::text is null or strpos(lower(name), lower($1)) > 0 or strpos(lower(platform_source_id), lower($1)) > 0)
      and ($2::integer is null or id < $2) and ($4::integer is null or organization_id = $4) order by id desc limit $3`,
};

/** The newest first, before `beforeId`; those whose name or id has `q` in it; of one agency, where that is said. */
export const listSources = (
  tx: Tx,
  q: string | null,
  beforeId: number | null,
  limit: number,
  organizationId: number | null,
) => tx.send<SourceListRow>(listStatement, [q, beforeId, limit, organizationId]);

const findStatement: Statement = { name: "find_source", text: `select ${columns} from sources where id = $1` };

export const findSource = async (tx: Tx, id: number): Promise<SourceListRow | undefined> =>
  (await tx.send<SourceListRow>(findStatement, [id]))[0];

const updateStatement: Statement = {
  name: "update_source",
  text: `update sources set name = $2, language = $3, default_region = $4, time_zone = $5, is_active = $6, updated_at = now()
    where id = $1`,
};

export async function updateSource(
  tx: Tx,
  id: number,
  row: Pick<SourceListRow, "name" | "language" | "default_region" | "time_zone" | "is_active">,
): Promise<void> {
  const { name, language, default_region, time_zone, is_active } = row;
  await tx.send(updateStatement, [id, name, language, default_region, time_zone, is_active]);
}
