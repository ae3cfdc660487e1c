import type { Statement, Tx } from "@/db/client";

/** How an organization's reports look. Without a row of its own: its name, and version 0. */
export interface BrandingRow {
  organization_id: number;
  name: string;
  colour: string | null;
  sections: string[] | null;
  logo: Buffer | null;
  logo_type: "image/png" | "image/jpeg" | null;
  logo_width: number | null;
  logo_height: number | null;
  version: number;
}

const findStatement: Statement = {
  name: "find_branding",
  text: `select o.id as organization_id, case when b.id is null then o.name else b.name end as name, b.colour, b.sections, b.logo,
      b.logo_type, b.logo_width, b.logo_height, case when b.id is null then 0 else b.version end as version
    from organizations o left join report_brandings b on b.organization_id = o.id where o.id = $1`,
};

export async function findBranding(tx: Tx, organizationId: number): Promise<BrandingRow | undefined> {
  return (await tx.send<BrandingRow>(findStatement, [organizationId]))[0];
}

const saveStatement: Statement = {
  name: "save_branding",
  text: `insert into report_brandings as b (organization_id, name, colour, sections, logo, logo_type, logo_width, logo_height)
    select $1, $3, $4, $5::jsonb, $6, $7, $8, $9 where $2 = 0 or exists (select from report_brandings where organization_id = $1)
    on conflict (organization_id) do update set name = excluded.name, colour = excluded.colour, sections = excluded.sections,
      logo = excluded.logo, logo_type = excluded.logo_type, logo_width = excluded.logo_width, logo_height = excluded.logo_height,
      version = b.version + 1, updated_at = now()
    where b.version = $2
    returning version`,
};

/** Undefined: it is not at that version any more. */
export async function saveBranding(tx: Tx, branding: BrandingRow): Promise<number | undefined> {
  const rows = await tx.send<{ version: number }>(saveStatement, [
    branding.organization_id,
    branding.version,
    branding.name,
    branding.colour,
    JSON.stringify(branding.sections),
    branding.logo,
    branding.logo_type,
    branding.logo_width,
    branding.logo_height,
  ]);
  return rows[0]?.version;
}
