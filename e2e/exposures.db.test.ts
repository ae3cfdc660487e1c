import { createHash, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { attachEvidence } from "@/lib/assessment/attach-evidence";
import { keepExposure } from "@/lib/assessment/exposures/keep-exposure";
import { listExposures } from "@/lib/assessment/exposures/list-exposures";
import { tellExposures } from "@/lib/assessment/exposures/tell-exposures";
import { getReview } from "@/lib/assessment/get-review";
import { listEvidenceLibrary } from "@/lib/assessment/list-evidence-library";
import { listResponseEvidence } from "@/lib/assessment/list-response-evidence";
import { addDomain } from "@/lib/identity/admin/add-domain";
import { removeDomain } from "@/lib/identity/admin/remove-domain";
import { fileExposure } from "@/lib/intelligence/exposures/file-exposure";
import { listFilings } from "@/lib/intelligence/exposures/list-filings";
import { withdrawExposure } from "@/lib/intelligence/exposures/withdraw-exposure";
import { openEvidence } from "@/lib/vault/open-evidence";
import { addAgency, givePurpose, type Agency } from "./support/agency";
import { addSubmitted } from "./support/answered";
import { countStatements } from "./support/count-statements";
import { addDomainOf, addExposure, addVerified } from "./support/exposures";
import { useStore } from "./support/vault";
import { useWorld } from "./support/world";

/*
 * What an agency tells an organization of an exposure at its domain, and what becomes of it: an id and a marking cross,
 * nothing else does, in either direction.
 */
const world = useWorld();
useStore();
let agency: Agency;
beforeAll(async () => {
  agency = await addAgency(world);
});

const told = (by = world.client) =>
  listExposures(by.caller, { limit: 200 }).then(({ exposures }) => exposures.map(({ reference }) => reference));
const rowOf = async (reference: string) =>
  (await world.sql<Record<string, unknown>>("select * from exposure_notices where reference = $1", [reference]))[0]!;

describe("telling an organization", () => {
  it("shows a reference, a kind, a marking, a day and whose word it is, to its clients and its leads alone", async () => {
    const { reference, domain } = await addExposure(world, agency.member, world.acme, { kind: "system" });
    const { exposures } = await listExposures(world.client.caller, {});
    const [{ name }] = (await world.sql<{ name: string }>("select name from organizations where id = $1", [
      agency.id,
    ])) as [{ name: string }];
    expect(exposures.find((each) => each.reference === reference)).toEqual({
      ...{ id: expect.any(Number), organization_id: world.acme, organization: "Acme", reference, domain },
      ...{ kind: "system", marking: "TLP:AMBER", agency: name, verified_on: new Date().toISOString().slice(0, 10) },
      ...{ created_at: expect.any(String), withdrawn_at: null, evidence_id: null, can: { keep: true } },
    });
    expect(reference).toMatch(/^X-\d{4}-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(await told(world.lead)).toContain(reference);
    expect(await told(world.stranger)).not.toContain(reference);
    expect(await told(world.strangersLead)).not.toContain(reference);
    await expect(told(agency.member)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("lets nothing of the identifier cross: not in any column, nor as a hash, nor where it stands", async () => {
    const exposure = await addExposure(world, agency.member, world.acme);
    const row = await rowOf(exposure.reference);
    // A further column of what crosses is a decision to be made here.
    expect(Object.keys(row).sort()).toEqual(
      [
        ...["agency", "created_at", "domain_id", "evidence_id", "id", "kind", "marking", "organization_id"],
        ...["reference", "verified_on", "withdrawn_at"],
      ].sort(),
    );
    const secret = exposure.address;
    const hashes = ["md5", "sha1", "sha256", "sha512"].map((name) => createHash(name).update(secret).digest());
    const traces = [
      ...[secret, secret.split("@")[0]!, "smith", `mail.${exposure.domain}`],
      ...hashes.flatMap((hash) => [hash.toString("hex"), hash.toString("base64")]),
    ];
    const own = new Set([exposure.identifier, exposure.filing, agency.id, agency.member.id]);
    for (const [column, value] of Object.entries(row)) {
      const text = String(value instanceof Date ? value.toISOString() : value).toLowerCase();
      for (const trace of traces) expect([column, text.includes(trace.toLowerCase())]).toEqual([column, false]);
      if (column.endsWith("_id") && column !== "organization_id" && column !== "domain_id")
        expect([column, own.has(value as number)]).toEqual([column, false]);
    }
    // Nor does the organization's trail name who filed it, or from where.
    const trail = await world.sql<Record<string, unknown>>(
      "select user_id, actor, ip_address, user_agent, reason, new_values from audit_log where table_name = 'exposure_notices' and record_id = $1",
      [exposure.notice],
    );
    expect(trail).toEqual([
      {
        ...{ user_id: null, actor: "system:exposures", ip_address: null, user_agent: null, reason: null },
        new_values: expect.objectContaining({ reference: exposure.reference }),
      },
    ]);
    // In the agency's own it stands with its analyst, without the domain.
    const [filed] = await world.sql<{ user_id: number; new_values: object }>(
      "select user_id, new_values from audit_log where table_name = 'exposure_filings' and record_id = $1",
      [exposure.filing],
    );
    expect(filed).toMatchObject({ user_id: agency.member.id, new_values: { domain: "[redacted]" } });
  });

  it("tells the agency that a domain is somebody's, never whose, nor what became of the notice", async () => {
    const exposure = await addExposure(world, agency.member, world.acme);
    await keepExposure(world.client.caller, { exposure_id: exposure.notice });
    const seen = await listFilings(agency.member.caller, { identifier_id: exposure.identifier });
    expect(seen).toMatchObject({ domain: exposure.domain, filings: [{ reference: exposure.reference }] });
    expect(JSON.stringify(seen)).not.toContain("Acme");
    expect(Object.keys(seen.filings[0]!).sort()).toEqual(
      [
        ...["created_at", "domain", "filed_by", "id", "identifier_id", "kind", "marking", "reference"],
        ...["withdrawal_reason", "withdrawn_at", "withdrawn_by"],
      ].sort(),
    );
    await expect(listExposures(agency.member.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(keepExposure(agency.member.caller, { exposure_id: exposure.notice })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(listEvidenceLibrary(agency.member.caller, { organization_id: world.acme })).rejects.toMatchObject({
      code: "forbidden",
    });
    // And the client reaches nothing of the agency's.
    await expect(listFilings(world.client.caller, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      withdrawExposure(world.client.caller, { filing_id: exposure.filing, reason: "Mine" }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await listFilings(agency.stranger.caller, {})).filings).toEqual([]);
  });

  it.each([
    ["email", (domain: string) => `a@${domain}`],
    ["email", (domain: string) => `a@deep.mail.${domain}`],
    ["domain", (domain: string) => `vpn.${domain}`],
    ["domain", (domain: string) => domain],
    ["url", (domain: string) => `https://user:pw@vpn.${domain}:8443/login?next=/`],
  ])("takes an %s at the domain or below it", async (kind, valueAt) => {
    const domain = await addDomainOf(world, world.acme);
    const identifier_id = await addVerified(world, agency.member, kind, valueAt(domain));
    expect((await listFilings(agency.member.caller, { identifier_id })).domain).toBe(domain);
    await fileExposure(agency.member.caller, { identifier_id, kind: "system", marking: "TLP:GREEN" });
  });

  it.each([
    ["email", (domain: string) => `a@evil-${domain}`],
    ["domain", (domain: string) => `${domain}.attacker.example`],
    ["url", (domain: string) => `https://attacker.example/${domain}`],
    ["url", (domain: string) => `https://${domain}@attacker.example/`],
    ["handle", (domain: string) => domain],
    ["domain", () => "org"],
  ])("refuses an %s that only looks as if it were at it", async (kind, valueAt) => {
    const value = `${valueAt(await addDomainOf(world, world.acme))}`;
    const identifier_id = await addVerified(world, agency.member, kind, value);
    const call = fileExposure(agency.member.caller, { identifier_id, kind: "system", marking: "TLP:GREEN" });
    await expect(call).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("no verified domain"),
    });
  });

  it("tells the owner of the narrowest domain", async () => {
    const domain = await addDomainOf(world, world.acme);
    await world.sql(
      "insert into organization_domains (organization_id, domain, verification, verified_by) values ($1, $2, 'A test', $3)",
      [world.other, `branch.${domain}`, world.superuser.id],
    );
    const identifier_id = await addVerified(world, agency.member, "domain", `www2.branch.${domain}`);
    const { reference } = await fileExposure(agency.member.caller, {
      identifier_id,
      kind: "system",
      marking: "TLP:CLEAR",
    });
    expect(await told(world.stranger)).toContain(reference);
    expect(await told()).not.toContain(reference);
  });

  it("wants the identifier verified, and the same told once while it stands", async () => {
    const exposure = await addExposure(world, agency.member, world.acme);
    const again = { identifier_id: exposure.identifier, kind: "credential", marking: "TLP:CLEAR" } as const;
    await expect(fileExposure(agency.colleague.caller, again)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("told already"),
    });
    await withdrawExposure(agency.colleague.caller, { filing_id: exposure.filing, reason: "Reassigned" });
    await fileExposure(agency.colleague.caller, again);
    await world.sql("update identifiers set verified_by = null, verified_at = null where id = $1", [
      exposure.identifier,
    ]);
    await expect(fileExposure(agency.member.caller, { ...again, kind: "system" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await listFilings(agency.member.caller, { identifier_id: exposure.identifier })).domain).toBeNull();
    // No organization is a person by name.
    const red = { ...again, marking: "TLP:RED" as never };
    await expect(fileExposure(agency.member.caller, red)).rejects.toMatchObject({ code: "invalid" });
  });

  it("is nothing that the server's own role can do past the functions", async () => {
    const allowed = await world.sql<{ name: string }>(
      `select t || ' ' || p as name from unnest('{exposure_notices,exposure_filings}'::text[]) t, unnest('{insert,update,delete}'::text[]) p
       where has_table_privilege('securesphere_app', t, p)`,
    );
    expect(allowed).toEqual([]);
    const columns = await world.sql<{ column_name: string }>(
      `select column_name from information_schema.column_privileges where grantee = 'securesphere_app' and privilege_type = 'UPDATE'
         and table_name in ('exposure_notices', 'exposure_filings')`,
    );
    expect(columns).toEqual([{ column_name: "evidence_id" }]);
  });
});

describe("who is told", () => {
  const inboxes = async (reference: string) =>
    world.sql<{
      user_id: number;
      kind: string;
      subject: string;
      detail: string;
      link: string;
      actor_id: number | null;
    }>(
      "select user_id, kind, subject, detail, link, actor_id from notifications where key like 'exposure:' || $1 || '%' order by id",
      [reference],
    );

  it("are the clients of the organization and its leads, once, and again when it is withdrawn", async () => {
    const exposure = await addExposure(world, agency.member, world.acme);
    await tellExposures();
    await tellExposures();
    const first = await inboxes(exposure.reference);
    const people = first.map(({ user_id }) => user_id);
    expect(people).toEqual(expect.arrayContaining([world.client.id, world.colleague.id, world.lead.id]));
    expect(new Set(people).size).toBe(people.length);
    for (const outsider of [world.stranger, world.strangersLead, agency.member, agency.client])
      expect(people).not.toContain(outsider.id);
    expect(first[0]).toMatchObject({ kind: "exposure_verified", link: "/evidence/exposures", actor_id: null });
    expect(first[0]!.subject).toBe(`An exposed credential of ${exposure.domain}`);
    expect(first[0]!.detail).toContain(`(TLP:AMBER). Ask them under ${exposure.reference}.`);
    await withdrawExposure(agency.member.caller, { filing_id: exposure.filing, reason: "Nothing in it" });
    await tellExposures();
    const second = (await inboxes(exposure.reference)).slice(first.length);
    expect(second.map(({ user_id }) => user_id).sort()).toEqual([...people].sort());
    expect(second[0]!.kind).toBe("exposure_withdrawn");
    expect(JSON.stringify(second)).not.toContain("Nothing in it");
  });

  it("are the organization's own alone where the marking is strict", async () => {
    const exposure = await addExposure(world, agency.member, world.acme, { marking: "TLP:AMBER+STRICT" });
    await tellExposures();
    const people = (await inboxes(exposure.reference)).map(({ user_id }) => user_id);
    expect(people).toContain(world.client.id);
    expect(people).not.toContain(world.lead.id);
    expect(await told()).toContain(exposure.reference);
    expect(await told(world.lead)).not.toContain(exposure.reference);
    await expect(keepExposure(world.client.caller, { exposure_id: exposure.notice })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("stays inside your organization"),
    });
    await expect(keepExposure(world.lead.caller, { exposure_id: exposure.notice })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("a notice as evidence", () => {
  it("is a document of the library by the system, which an answer has and the lead sees, withdrawn or not", async () => {
    const exposure = await addExposure(world, agency.member, world.acme);
    const { evidence } = await keepExposure(world.client.caller, { exposure_id: exposure.notice });
    expect(evidence).toMatchObject({ origin: "system", title: `Exposure ${exposure.reference}`, withdrawn_on: null });
    expect(evidence.filename).toContain(`${exposure.reference} TLP-AMBER `);
    const opened = await openEvidence(world.lead.caller, { id: evidence.id });
    const text = await new Response(opened.body).text();
    expect(text).toContain(`Verified by:  Harbour Unit`);
    expect(text).not.toContain("smith");
    // Twice changes nothing, at once neither.
    const both = await Promise.all(
      [1, 2].map(() => keepExposure(world.colleague.caller, { exposure_id: exposure.notice })),
    );
    expect(both.map((each) => each.evidence.id)).toEqual([evidence.id, evidence.id]);

    const product = await addSubmitted(world, 1);
    const response_id = product.responses[0]!;
    await attachEvidence(world.client.caller, { response_id, evidence_id: evidence.id });
    const review = await getReview(world.lead.caller, { response_id });
    expect(review.evidence).toMatchObject([{ id: evidence.id, origin: "system", withdrawn_on: null }]);
    await withdrawExposure(agency.member.caller, { filing_id: exposure.filing, reason: "Over" });
    const { evidence: after } = await listResponseEvidence(world.client.caller, { response_id });
    expect(after).toMatchObject([{ id: evidence.id, withdrawn_on: new Date().toISOString().slice(0, 10) }]);
    expect(await told()).toContain(exposure.reference);
    const { exposures } = await listExposures(world.client.caller, { standing: true, limit: 200 });
    expect(exposures.map(({ reference }) => reference)).not.toContain(exposure.reference);
  });

  it("is not made of what was withdrawn, nor by those who read alone", async () => {
    const exposure = await addExposure(world, agency.member, world.acme);
    await expect(keepExposure(world.lead.caller, { exposure_id: exposure.notice })).rejects.toMatchObject({
      code: "forbidden",
    });
    await withdrawExposure(agency.member.caller, { filing_id: exposure.filing, reason: "Over" });
    await expect(
      withdrawExposure(agency.member.caller, { filing_id: exposure.filing, reason: "Over" }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(keepExposure(world.client.caller, { exposure_id: exposure.notice })).rejects.toMatchObject({
      code: "conflict",
      message: "It was withdrawn. Nothing was kept.",
    });
  });

  it("costs the same number of statements to list, however many there are", async () => {
    const one = await countStatements(() => listExposures(world.client.caller, { limit: 1 }));
    await addExposure(world, agency.member, world.acme);
    expect(await countStatements(() => listExposures(world.client.caller, { limit: 200 }))).toBe(one);
  });
});

describe("a domain", () => {
  it("is said to be an organization's by a superuser, who says how it is known; one organization has it at a time", async () => {
    const domain = `d${randomBytes(4).toString("hex")}.example.net`;
    const given = { organizationId: world.acme, domain: `WWW.${domain.toUpperCase()}`, verification: "TXT record" };
    const { id: domainId } = await addDomain(world.superuser.caller, given);
    await expect(addDomain(world.superuser.caller, { ...given, organizationId: world.other })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("an organization's already"),
    });
    const identifier_id = await addVerified(world, agency.member, "domain", domain);
    const file = { identifier_id, kind: "system", marking: "TLP:CLEAR" } as const;
    const { reference } = await fileExposure(agency.member.caller, file);
    await removeDomain(world.superuser.caller, { domainId });
    // What was told stays; nothing further is told.
    expect(await told()).toContain(reference);
    await expect(fileExposure(agency.member.caller, { ...file, kind: "credential" })).rejects.toMatchObject({
      code: "conflict",
    });
    await addDomain(world.superuser.caller, { ...given, organizationId: world.other });
  });

  it.each(["com", "co.uk", "github.io", "exa mple.com", "https://example.com", "10.0.0.1", ""])(
    "is not %j",
    async (domain) => {
      await expect(
        addDomain(world.superuser.caller, { organizationId: world.acme, domain, verification: "None" }),
      ).rejects.toMatchObject({ code: "invalid" });
    },
  );
});

it("says nothing to who has not said what it looks for", async () => {
  const silent = await world.addPerson("analyst", agency.id);
  await expect(listFilings(silent.caller, {})).rejects.toMatchObject({ code: "purpose_required" });
  await givePurpose(world, silent);
  await listFilings(silent.caller, {});
});
