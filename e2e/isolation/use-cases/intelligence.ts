import { caseTable } from "./investigated-cases";
import { contentArchiveTable } from "./content-archives";
import { osintTable } from "./investigated-sources";
import { MARK, may, withoutPerson, type Table } from "./expected";
import { AGENCY, ANALYSTS, ANALYST, MEMBERS, type Investigation } from "./investigation";

const hunted = ({ agency }: Investigation) => ({ organization_id: agency });
/** What only the command line does. */
const OPERATOR = "403 403 403 403 403 403";
const facts = { supplied_by: "Port police", authority: "Warrant 7" };
const theImport = (at: Investigation) => ({ import_id: at.import });
const noFile = { sha256: "0".repeat(64), size: 2, mediaType: "application/json", filename: "none.json", dataKeyId: 1 };
const nothingPlanned = {
  ...{ from: 5, to: 5, plan: { planned: [], rejects: [], duplicates: 0 } },
  place: { dataKey: { id: 1, key: Buffer.alloc(32) }, rules: undefined },
};

/** Everything of the intelligence workspace, on something of an agency's. */
export const intelligenceTable: Table<Investigation> = {
  ...caseTable,
  ...osintTable,
  ...contentArchiveTable,
  "intelligence.import.list": may(ANALYSTS, () => ({ limit: 200 })),
  "intelligence.import.get": may(AGENCY, theImport),
  "intelligence.import.progress": may(AGENCY, theImport),
  "intelligence.import.list-rejects": may(AGENCY, theImport),
  "intelligence.import.preview": may(AGENCY, theImport),
  "intelligence.import.prepare": may(ANALYSTS, () => ({ announced_size: 2 })),
  // Its bytes were never stored.
  "intelligence.import.add": may(ANALYSTS, () => ({ ...facts, format: "telegram", file: noFile, start: false }), {
    ends: "unavailable",
  }),
  "intelligence.import.add-from-disk": may(
    OPERATOR,
    (at) => ({ ...facts, ...noFile, agency: String(at.agency), format: "telegram" }),
    { by: "cli" },
  ),
  "intelligence.import.open-start": may(AGENCY, theImport),
  "intelligence.import.start": may(AGENCY, theImport),
  "intelligence.import.start, whole": may(AGENCY, async (at) => ({ import_id: await at.newImport() })),
  "intelligence.import.cancel": may(AGENCY, theImport),
  "intelligence.import.begin": may(AGENCY, (at) => ({ ...theImport(at), kept: true })),
  "intelligence.import.place": may(AGENCY, (at) => ({ ...theImport(at), batch: [], sources: new Map() })),
  "intelligence.import.take-in": may(AGENCY, (at) => ({ ...theImport(at), ...nothingPlanned }), { ends: "conflict" }),
  "intelligence.import.end": may(AGENCY, (at) => ({ ...theImport(at), status: "failed" })),
  "intelligence.source.list": may(ANALYSTS, () => ({ limit: 500 })),
  "intelligence.source.get": may(AGENCY, (at) => ({ id: at.source })),
  "intelligence.source.update": may(AGENCY, (at) => ({
    ...{ id: at.source, name: `${MARK} channel`, language: "", default_region: "", time_zone: "UTC", is_active: true },
  })),
  "intelligence.retention.get": may("ok ok ok 403 403 403", (at) => ({ organization_id: at.agency })),
  "intelligence.retention.save": may("403 403 ok 403 403 403", (at) => ({ organization_id: at.agency, days: 36_500 })),
  "intelligence.disposal.request": may(
    "ok ok ok 403 403 403",
    (at) => ({ organization_id: at.agency, reason: "Time" }),
    {
      ends: "conflict",
    },
  ),
  "intelligence.disposal.confirm": may("403 403 ok 404 404 404", (at) => ({ disposal_id: at.disposal })),
  "intelligence.disposal.withdraw": may("ok 403 ok 404 404 404", (at) => ({ disposal_id: at.disposal })),
  "intelligence.disposal.carry-out": may("403 403 ok 404 404 404", (at) => ({ disposal_id: at.disposal, part: 0 }), {
    ends: "conflict",
  }),
  "intelligence.disposal.carry-out-archive": may("403 403 ok 404 404 404", (at) => ({ disposal_id: at.disposal }), {
    ends: "conflict",
  }),
  "intelligence.disposal.finish": may("403 403 ok 404 404 404", (at) => ({ disposal_id: at.disposal }), {
    ends: "conflict",
  }),
  "intelligence.identifier.list": may(ANALYSTS, ({ agency }) => ({ organization_id: agency })),
  "intelligence.identifier.get": may(AGENCY, ({ identifier }) => ({ identifier_id: identifier })),
  "intelligence.identifier.look-up": may(ANALYSTS, ({ agency }) => ({
    text: "fresh@example.test\nnobody",
    organization_id: agency,
  })),
  "intelligence.identifier.enter": may(ANALYST, ({ unique }) => ({ kind: "name", value: unique })),
  "intelligence.identifier.verify": may(AGENCY, ({ identifier }) => ({
    identifier_id: identifier,
    verified: true,
    note: "Called it",
  })),
  "intelligence.content.search": may(ANALYSTS, ({ agency }) => ({ q: "fresh", facets: true, organization_id: agency })),
  "intelligence.record.search": may(ANALYSTS, ({ agency }) => ({ q: "fresh", organization_id: agency })),
  "intelligence.search.save": may(ANALYST, ({ unique }) => ({ name: unique, q: "fresh" })),
  "intelligence.search.list": may(ANALYSTS, () => ({}), { shows: "each its own" }),
  "intelligence.search.delete": may(MEMBERS, async (at) => ({ id: await at.newSearch() })),
  "intelligence.search.look-out": withoutPerson(
    "job:look-out",
    "looks for searches that people keep, as the clock says",
  ),
  "intelligence.purpose.get": may(ANALYSTS, () => ({}), { shows: "each its own" }),
  "intelligence.purpose.set": may(ANALYSTS, () => ({ purpose: "A look" })),

  "intelligence.watchlist.list": may(ANALYSTS, () => ({})),
  "intelligence.watchlist.get": may(AGENCY, ({ watchlist }) => ({ watchlist_id: watchlist })),
  "intelligence.watchlist.create": may(ANALYSTS, ({ unique }) => ({ name: unique, starter: true }), {
    shows: "each its own",
  }),
  "intelligence.watchlist.update": may(AGENCY, ({ watchlist, unique }) => ({ watchlist_id: watchlist, name: unique })),
  "intelligence.rule.create": may(AGENCY, ({ watchlist, unique }) => ({ watchlist_id: watchlist, term: unique })),
  "intelligence.rule.update": may(AGENCY, ({ keyword, unique }) => ({ rule_id: keyword, version: 1, term: unique })),
  "intelligence.rule.archive": may(AGENCY, ({ keyword }) => ({ rule_id: keyword, version: 1, is_active: false })),
  "intelligence.rule.test": may(AGENCY, ({ watchlist }) => ({ watchlist_id: watchlist, term: "fresh" })),
  "intelligence.hunt.preview": may("ok ok ok 403 403 404", hunted),
  "intelligence.hunt.start": may("ok ok ok 403 403 404", hunted),
  "intelligence.hunt.batch": may("ok ok ok 403 403 404", ({ agency, ruleSet }) => ({
    ...{ organizationId: agency, ruleSetId: ruleSet, sourceId: null, from: null, to: null, after: 0 },
  })),
  "intelligence.hunt.count": may("ok ok ok 403 403 404", ({ agency, ruleSet }) => ({
    ...{ organizationId: agency, ruleSetId: ruleSet, sourceId: null, from: null, to: null },
  })),
  "intelligence.detection.list": may(ANALYSTS, () => ({})),
  "intelligence.triage.get": may(ANALYSTS, () => ({})),
  "intelligence.detection.get": may(AGENCY, ({ detection }) => ({ detection_id: detection })),
  "intelligence.detection.decide": may(AGENCY, ({ detection }) => ({
    ...{ detection_id: detection, version: 1, status: "confirmed" },
  })),
  "intelligence.detection.decide_many": may(AGENCY, ({ detection }) => ({
    decisions: [{ detection_id: detection, version: 1, status: "confirmed" }],
  })),
  "intelligence.content.get": may(AGENCY, ({ content }) => ({ content_id: content })),
  "intelligence.dashboard.get": may(ANALYSTS, () => ({})),
  "intelligence.graph.read": may(AGENCY, ({ subject }) => ({ kind: "subject", id: subject })),
  "intelligence.graph.read: of an identifier": may(AGENCY, ({ identifier }) => ({
    kind: "identifier",
    id: identifier,
  })),
  "intelligence.graph.read: of a message": may(AGENCY, ({ content }) => ({ kind: "content", id: content })),
  "intelligence.graph.read: of a case": may(MEMBERS, (at) => ({ kind: "case", id: at.case })),
  "intelligence.home.get": may(ANALYSTS, () => ({})),
  "intelligence.line.get": may("403 403 ok 403 403 403", () => ({}), { shows: "three numbers" }),
  "intelligence.subject.flag": may(AGENCY, ({ subject }) => ({ subject_id: subject, flagged: true, reason: "Named" })),
  "intelligence.subject.judge": may(AGENCY, (at) => ({
    ...{ subject_id: at.subject, other_id: at.otherSubject, verdict: "same", confidence: 0.9, reason: "Same voice" },
  })),
  "intelligence.subject.list": may(ANALYSTS, () => ({})),
  "intelligence.subject.read": may(AGENCY, ({ subject }) => ({ subject_id: subject })),
  "intelligence.subject.undo-judgement": may(AGENCY, (at) => ({ judgement_id: at.judgement, reason: "Was wrong" })),
};
