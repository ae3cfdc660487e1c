import { systemCaller } from "@/lib/kernel/actor";
import { archiveOldContent } from "@/lib/intelligence/content-archive/archive-old-content";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import {
  addAgency,
  addCase,
  addContent,
  addDetection,
  addIdentifier,
  addJudgement,
  addImport,
  addKeyword,
  addSavedSearch,
  addExportJob,
  addOsintLink,
  addOsintResult,
  addSource,
  addSubject,
  addTemplate,
  type Agency,
} from "@/e2e/support/agency";
import { addDomainOf, addExposure, addVerified } from "@/e2e/support/exposures";
import { pieces } from "@/e2e/support/files";
import type { World } from "@/e2e/support/world";
import { requestLook } from "@/lib/intelligence/break-glass/request-look";
import { addExhibit, prepareExhibit } from "@/lib/intelligence/cases/add-exhibit";
import { createTask } from "@/lib/intelligence/cases/create-task";
import { startCaseFile } from "@/lib/intelligence/cases/print-case-file";
import { storeImport } from "@/lib/intelligence/store-import";
import { stageFile } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { MARK } from "./expected";
import type { Cast } from "./trial";

/** Who tries the use cases of the intelligence workspace, in the order of the table's columns; see Agency. */
export const INVESTIGATORS = ["member", "colleague", "superuser", "client", "lead", "stranger"] as const;

/** The agency that is tried; every row has things of its own in it. */
let agency: Agency | undefined;
const agencyOf = async (world: World) => (agency ??= await addAgency(world));

export async function intelligenceCast(world: World): Promise<Cast> {
  const { id, ...people } = await agencyOf(world);
  return {
    names: INVESTIGATORS,
    person: (name) => people[name as (typeof INVESTIGATORS)[number]],
    elsewhere: new Set(["client", "lead", "stranger"]),
    organization: id,
    word: "Harbour Unit",
    operator: "superuser",
  };
}

export type Investigation = Awaited<ReturnType<typeof makeInvestigation>>;

/** A case of one member about a message with a detection, its author and an identifier in it. */
export async function makeInvestigation(world: World) {
  const unit = await agencyOf(world);
  const source = await addSource(world, unit, { name: `${MARK} channel` });
  const subject = await addSubject(world, unit, { username: `${MARK} subject` });
  const content = await addContent(world, unit, {
    text: `${MARK} offer: fresh batch tonight, write to fresh@example.test`,
    sourceId: source,
    subjectId: subject,
    riskScore: 60,
  });
  const { watchlist, keyword, ruleSet } = await addKeyword(world, unit, "fresh batch", `${MARK} list`);
  const osint = await addOsintResult(world, unit, { query: `${MARK} query`, status: "done" });
  return {
    agency: unit.id,
    osint,
    running: await addOsintResult(world, unit, { query: `${MARK} running search`, status: "running" }),
    failed: await addOsintResult(world, unit, { query: `${MARK} failed search`, status: "failed" }),
    link: await addOsintLink(world, unit, osint, await addIdentifier(world, unit, "domain", `${randomUUID()}.test`)),
    exported: await addExportJob(world, unit),
    member: unit.member.id,
    memberCaller: unit.member.caller,
    colleague: unit.colleague.id,
    source,
    subject,
    otherSubject: await addSubject(world, unit),
    judgement: await addJudgement(world, unit, unit.member),
    content,
    watchlist,
    keyword,
    ruleSet,
    detection: await addDetection(world, unit, { contentId: content, keyword, ruleSet }),
    identifier: await addIdentifier(world, unit, "email", `${randomUUID()}@example.test`),
    newSearch: () => addSavedSearch(world, unit.member),
    /** With its file, looked over and not begun. */
    newImport: async () => {
      const facts = { supplied_by: "Port police", authority: "Warrant 7" };
      const file = { filename: `${MARK} list.csv`, chunks: pieces(`id,text\n1,${randomUUID()}\n`) };
      return (await storeImport(unit.member.caller, { facts, file, start: false })).import.id;
    },
    case: await addCase(world, unit, [unit.member], `${MARK} case`),
    import: await addImport(world, unit, { filename: `${MARK} export.json` }),
    ...(await addArchive(world, unit)),
    /** Asked for by the member. */
    disposal: await addDisposal(world, unit),
    unique: randomUUID(),
    template: await addTemplate(world, unit, `${MARK} template`),
    /** What only some rows need, made when they ask. */
    ...caseParts(world, unit),
  };
}

/** What is in cases, each part in a case of the member's own. */
function caseParts(world: World, unit: Agency) {
  const file = (name = "notes.txt") => ({ filename: name, stream: Readable.from([Buffer.from(MARK + randomUUID())]) });
  const newCase = () => addCase(world, unit, [unit.member], `${MARK} case`);
  const second = () => world.addPerson("superuser", world.superuser.organizationId);
  return {
    /** Verified, and at a domain of Acme's; the second was told already. */
    newExposed: async () => addVerified(world, unit.member, "email", `kay@${await addDomainOf(world, world.acme)}`),
    newFiling: async () => (await addExposure(world, unit.member, world.acme)).filing,
    newTask: async (caseId: number) =>
      (await createTask(unit.member.caller, { case_id: caseId, title: `${MARK} task` })).id,
    newExhibit: async (caseId: number) =>
      (await addExhibit(unit.member.caller, { about: { case_id: caseId, title: `${MARK} exhibit` }, ...file() })).id,
    newFile: async () => {
      const dataKey = await prepareExhibit(unit.member.caller, { case_id: await newCase() });
      const { stream, filename } = file();
      return stageFile({ store: blobStore(), maxBytes: 1_000_000, ...dataKey }, { filename, chunks: stream });
    },
    newCaseFile: async (caseId: number) => (await startCaseFile(unit.member.caller, { case_id: caseId })).job_id,
    newMember: async (caseId: number) => {
      const { id } = await world.addPerson("analyst", unit.id);
      await world.sql(
        "insert into user_case_links (organization_id, case_id, user_id, added_by) values ($1, $2, $3, $4)",
        [unit.id, caseId, id, unit.member.id],
      );
      return id;
    },
    /** A case that lost everybody who managed it. */
    newUnmanaged: async () => {
      const caseId = await newCase();
      await world.sql("update user_case_links set can_manage = false where case_id = $1", [caseId]);
      return caseId;
    },
    /** What another superuser asks for. */
    newLook: async (caseId: number) =>
      (await requestLook((await second()).caller, { case_id: caseId, reason: `${MARK} audit` })).id,
  };
}

/** An old message in an archive. */
async function addArchive(world: World, unit: Agency) {
  const sourceId = await addSource(world, unit, { name: `${MARK} old channel` });
  const archivedMessage = await addContent(world, unit, { text: MARK, sourceId, postedAt: "2020-01-01T00:00:00Z" });
  const order = { organization_id: unit.id, source_id: sourceId, older_than: 400 };
  const { archived } = await archiveOldContent(systemCaller("cli"), order);
  return { archivedMessage, contentArchive: archived[0]!.archive_id };
}

async function addDisposal(world: World, unit: Agency) {
  await world.sql("update disposals set ended_at = now() where organization_id = $1 and ended_at is null", [unit.id]);
  const [row] = await world.sql<{ id: number }>(
    `insert into disposals (organization_id, parts, reason, expected, requested_by) values ($1, '[]', $2, 1, $3) returning id`,
    [unit.id, MARK, unit.member.id],
  );
  return row!.id;
}

//                      member colleague superuser client lead stranger
export /** Whoever works in the agency's workspace, on what is the agency's. */
const AGENCY = "    ok  ok  ok 404 404 404";
export /** Whoever works in such a workspace, each in the own. */
const ANALYSTS = "  ok  ok  ok 403 403  ok";
export /** Analysts alone, each in the own agency. */
const ANALYST = "    ok  ok 403 403 403  ok";
export /** What is of a case, for those on it. */
const MEMBERS = "   ok 404 404 404 404 404";
