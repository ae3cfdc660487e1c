import { randomBytes } from "node:crypto";
import { makeDataKey } from "@/lib/vault/data-keys";
import type { Person, World } from "./world";

/** An agency with its own people, and what stands beside it: nobody but its analysts and superusers may look in. */
export interface Agency {
  id: number;
  /** On the case that a test makes, where it makes one. */
  member: Person;
  /** An analyst of the agency who is on no case. */
  colleague: Person;
  superuser: Person;
  /** Of the agency's own organization, but there to assess. */
  client: Person;
  lead: Person;
  /** An analyst of another agency. */
  stranger: Person;
}

/** Says for a person what its looks are for. */
export async function givePurpose(world: World, person: Person, purpose = "A test"): Promise<void> {
  await world.sql(
    `insert into purposes (organization_id, user_id, purpose, expires_at)
     select organization_id, id, $2, now() + interval '1 day' from users where id = $1`,
    [person.id, purpose],
  );
}

const organization = async (world: World, name: string) =>
  (
    await world.sql<{ id: number }>("insert into organizations (name) values ($1) returning id", [
      `${name} ${randomBytes(4).toString("hex")}`,
    ])
  )[0]!.id;

export async function addAgency(world: World): Promise<Agency> {
  const id = await organization(world, "Harbour Unit");
  const elsewhere = await organization(world, "Border Unit");
  const agency = {
    id,
    member: await world.addPerson("analyst", id),
    colleague: await world.addPerson("analyst", id),
    superuser: world.superuser,
    client: await world.addPerson("client", id),
    lead: await world.addPerson("lead", id),
    stranger: await world.addPerson("analyst", elsewhere),
  };
  await world.sql("insert into assignments (organization_id, lead_id) values ($1, $2)", [id, agency.lead.id]);
  for (const person of [agency.member, agency.colleague, agency.superuser, agency.stranger])
    await givePurpose(world, person);
  return agency;
}

const idOf = async (world: World, text: string, values: unknown[]) =>
  (await world.sql<{ id: number }>(`${text} returning id`, values))[0]!.id;

export const addSource = (world: World, agency: { id: number }, more: { name?: string; platform?: string } = {}) =>
  idOf(
    world,
    "insert into sources (organization_id, platform, name, platform_source_id, kind) values ($1, $2, $3, gen_random_uuid()::text, 'public_channel')",
    [agency.id, more.platform ?? "telegram", more.name ?? "Market talk"],
  );

export const addSubject = (world: World, agency: { id: number }, more: { username?: string; platform?: string } = {}) =>
  idOf(
    world,
    `insert into subjects (organization_id, platform, platform_user_id, username, display_name, first_seen, last_seen)
     values ($1, $2, gen_random_uuid()::text, $3, $3, now(), now())`,
    [agency.id, more.platform ?? "telegram", more.username ?? `user-${randomBytes(3).toString("hex")}`],
  );

export interface NewContent {
  text: string;
  sourceId: number;
  subjectId?: number;
  postedAt?: string;
  riskScore?: number;
}

const levelOf = (score: number) => (score >= 75 ? "CRITICAL" : score >= 50 ? "HIGH" : score >= 25 ? "MEDIUM" : "LOW");

export const addContent = (world: World, agency: { id: number }, more: NewContent) =>
  idOf(
    world,
    `insert into content (organization_id, source_id, subject_id, platform_content_id, text, posted_at, risk_score, risk_level, status, analyzed_at)
     values ($1, $2, $3, gen_random_uuid()::text, $4, coalesce($5::timestamptz, now()), $6, $7, 'ANALYZED', now())`,
    [
      agency.id,
      more.sourceId,
      more.subjectId ?? null,
      more.text,
      more.postedAt ?? null,
      more.riskScore ?? null,
      more.riskScore === undefined ? null : levelOf(more.riskScore),
    ],
  );

/** A rule on a watchlist of its own, with the rule set that pins it. */
export async function addKeyword(world: World, agency: { id: number }, term: string, list = "List") {
  const watchlist = await idOf(
    world,
    "insert into watchlists (organization_id, name) values ($1, $2 || ' ' || gen_random_uuid())",
    [agency.id, list],
  );
  const keyword = await idOf(
    world,
    "insert into keywords (organization_id, watchlist_id, term, category, weight) values ($1, $2, $3, 'drugs', 0.6)",
    [agency.id, watchlist, term],
  );
  const ruleSet = await idOf(
    world,
    `insert into rule_sets (organization_id, number, sha256, rules)
     select $1, coalesce(max(number), 0) + 1, repeat('0', 64), '[]' from rule_sets where organization_id = $1`,
    [agency.id],
  );
  return { watchlist, keyword, ruleSet };
}

/** That a rule matched a message; where is found by looking for the term. */
export const addDetection = (
  world: World,
  agency: { id: number },
  { contentId, keyword, ruleSet }: { contentId: number; keyword: number; ruleSet: number },
) =>
  idOf(
    world,
    `insert into detections (organization_id, content_id, keyword_id, rule_set_id, matched_text, start_offset, end_offset, context, confidence_score, weight)
     select $1, c.id, k.id, $4, k.term, greatest(strpos(lower(c.text), lower(k.term)) - 1, 0),
            greatest(strpos(lower(c.text), lower(k.term)) - 1, 0) + length(k.term), c.text, 0.9, k.weight
       from content c, keywords k where c.id = $2 and k.id = $3`,
    [agency.id, contentId, keyword, ruleSet],
  );

export const addIdentifier = (world: World, agency: { id: number }, kind: string, value: string) =>
  idOf(
    world,
    "insert into identifiers (organization_id, kind, value, normalized, first_seen, last_seen) values ($1, $2, $3, lower($3), now(), now())",
    [agency.id, kind, value],
  );

/** A search that a person keeps. */
export const addSavedSearch = (world: World, person: Person, query = "fresh") =>
  idOf(
    world,
    "insert into saved_searches (organization_id, user_id, name, query) values ($1, $2, gen_random_uuid()::text, $3)",
    [person.organizationId, person.id, query],
  );

/** That an identifier stands in a message; where is found by looking for it. */
export const addOccurrence = (world: World, agency: { id: number }, identifier: number, contentId: number) =>
  idOf(
    world,
    `insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset)
     select $1, i.id, c.id, greatest(strpos(c.text, i.value) - 1, 0), greatest(strpos(c.text, i.value) - 1, 0) + length(i.value)
       from identifiers i, content c where i.id = $2 and c.id = $3`,
    [agency.id, identifier, contentId],
  );

export const addTemplate = (world: World, agency: { id: number; member: Person }, name: string) =>
  idOf(
    world,
    `insert into case_templates (organization_id, name, tasks, created_by)
     values ($1, $2 || gen_random_uuid()::text, '[{"title": "Secure the export", "description": "", "dueDays": 2}]', $3)`,
    [agency.id, name, agency.member.id],
  );

/** A case with its members, the first of whom manages it. */
export async function addCase(world: World, agency: { id: number }, members: Person[], title = "Quiet harbour") {
  const id = await idOf(
    world,
    `insert into cases (organization_id, number, title, created_by)
     select $1, 'C-2026-' || lpad((1000 + count(*))::text, 4, '0'), $2, $3 from cases where organization_id = $1`,
    [agency.id, title, members[0]!.id],
  );
  await world.sql("insert into case_texts (organization_id, case_id) values ($1, $2)", [agency.id, id]);
  for (const [index, { id: userId }] of members.entries())
    await world.sql(
      `insert into user_case_links (organization_id, case_id, user_id, role, can_manage, added_by) values ($1, $2, $3, $4, $5, $6)`,
      [agency.id, id, userId, index ? "investigator" : "lead", index === 0, members[0]!.id],
    );
  return id;
}

/** Puts one of everything that a case can hold into it. */
export async function fillCase(
  world: World,
  at: { agency: number; case: number; member: number; subject: number; content: number; identifier: number },
) {
  for (const kind of ["subject", "content", "identifier"] as const)
    await world.sql(
      `insert into ${kind}_case_links (organization_id, case_id, ${kind}_id, added_by) values ($1, $2, $3, $4)`,
      [at.agency, at.case, at[kind], at.member],
    );
  const result = await idOf(
    world,
    `insert into osint_results (organization_id, case_id, connector, query, search_type, purpose, created_by)
     values ($1, $2, 'corpus', 'fresh', 'text', 'A test', $3)`,
    [at.agency, at.case, at.member],
  );
  await world.sql(
    `insert into osint_identifier_links (organization_id, osint_result_id, identifier_id, confidence_score, added_by)
     values ($1, $2, $3, 0.5, $4)`,
    [at.agency, result, at.identifier, at.member],
  );
}
/** That somebody holds two new subjects for different people. */
export const addJudgement = async (world: World, agency: { id: number }, by: Person) =>
  idOf(
    world,
    `insert into subject_judgements (organization_id, a_id, b_id, verdict, reason, confidence, decided_by)
     values ($1, $2, $3, 'different', 'Other voices', 0.5, $4)`,
    [agency.id, await addSubject(world, agency), await addSubject(world, agency), by.id],
  );

/** A file that was brought in and waits to be looked over. Its bytes are nowhere. */
export async function addImport(world: World, agency: Agency, more: { filename?: string } = {}) {
  const { ringKeyId, wrappedKey } = makeDataKey(agency.id);
  await world.sql(
    `insert into data_keys (organization_id, ring_key_id, wrapped_key)
     select $1, $2, $3 where not exists (select from data_keys where organization_id = $1 and retired_at is null)`,
    [agency.id, ringKeyId, wrappedKey],
  );
  const sha256 = randomBytes(32).toString("hex");
  const file = [agency.id, sha256, more.filename ?? "result.json", agency.member.id];
  const evidence = await idOf(
    world,
    `insert into evidence (organization_id, sha256, filename, uploaded_by, media_type, size, workspace, data_key_id)
     select $1, $2, $3, $4, 'application/json', 2, 'intelligence', max(id) from data_keys where organization_id = $1`,
    file,
  );
  return idOf(
    world,
    `insert into imports (organization_id, sha256, filename, created_by, evidence_id, size, format, supplied_by, authority)
     values ($1, $2, $3, $4, $5, 2, 'telegram', 'Port police', 'Warrant 7')`,
    [...file, evidence],
  );
}

/** A search of a member's, with the job that does it. */
export async function addOsintResult(
  world: World,
  agency: Agency,
  more: { query: string; status: "done" | "running" | "failed" },
) {
  const job = await idOf(
    world,
    "insert into jobs (organization_id, user_id, kind, title, input, status) values ($1, $2, 'a test', 'A search', '{}', $3)",
    [agency.id, agency.member.id, more.status],
  );
  return idOf(
    world,
    `insert into osint_results (organization_id, connector, query, search_type, purpose, status, created_by, job_id)
     values ($1, 'workspace', $2, 'text', 'A test', $3, $4, $5)`,
    [agency.id, more.query, more.status, agency.member.id, job],
  );
}

export const addOsintLink = (world: World, agency: Agency, osintResult: number, identifier: number) =>
  idOf(
    world,
    `insert into osint_identifier_links (organization_id, osint_result_id, identifier_id, confidence_score, added_by)
     values ($1, $2, $3, 0.5, $4)`,
    [agency.id, osintResult, identifier, agency.member.id],
  );

/** An export of a member's, of an identifier of the agency's, that is made. */
export async function addExportJob(world: World, agency: Agency) {
  const identifier = await addIdentifier(world, agency, "email", `${randomBytes(6).toString("hex")}@example.test`);
  const input = { format: "csv", marking: "red", identifier_ids: [identifier] };
  return idOf(
    world,
    `insert into jobs (organization_id, user_id, kind, title, input, status, result)
     values ($1, $2, 'intelligence.export', 'Harbour Unit: an identifier', $3, 'done', '{}')`,
    [agency.id, agency.member.id, JSON.stringify(input)],
  );
}
