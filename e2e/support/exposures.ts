import { randomBytes } from "node:crypto";
import { fileExposure } from "@/lib/intelligence/exposures/file-exposure";
import type { ExposureKind, ExposureMarking } from "@/db/schema/intelligence/exposure-filings";
import { addIdentifier } from "./agency";
import type { Person, World } from "./world";

/** A domain of the organization's that nobody else has. */
export async function addDomainOf(world: World, organizationId: number): Promise<string> {
  const domain = `d${randomBytes(5).toString("hex")}.example.org`;
  await world.sql(
    "insert into organization_domains (organization_id, domain, verification, verified_by) values ($1, $2, 'A test', $3)",
    [organizationId, domain, world.superuser.id],
  );
  return domain;
}

/** An identifier that the analyst has verified. */
export async function addVerified(world: World, analyst: Person, kind: string, value: string): Promise<number> {
  const identifier = await addIdentifier(world, { id: analyst.organizationId }, kind, value);
  await world.sql("update identifiers set verified_by = $2, verified_at = now() where id = $1", [
    identifier,
    analyst.id,
  ]);
  return identifier;
}

/** What an analyst told an organization of an address at its domain. */
export async function addExposure(
  world: World,
  analyst: Person,
  organizationId: number,
  more: { kind?: ExposureKind; marking?: ExposureMarking } = {},
) {
  const domain = await addDomainOf(world, organizationId);
  const address = `k${randomBytes(4).toString("hex")}.smith@mail.${domain}`;
  const identifier = await addVerified(world, analyst, "email", address);
  const filed = await fileExposure(analyst.caller, {
    identifier_id: identifier,
    kind: more.kind ?? "credential",
    marking: more.marking ?? "TLP:AMBER",
  });
  const [notice] = await world.sql<{ id: number }>("select id from exposure_notices where reference = $1", [
    filed.reference,
  ]);
  return { domain, address, identifier, filing: filed.id, reference: filed.reference, notice: notice!.id };
}
