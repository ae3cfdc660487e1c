import { pieces } from "@/e2e/support/files";
import { may, type Table } from "./expected";
import { AGENCY, ANALYSTS, type Investigation } from "./investigation";

/** What analysts ask for, each in the own workspace; who runs it asks nothing. */
const ASKERS = "     ok  ok 403 403 403  ok";
/** What analysts write on what is the agency's. */
const WRITERS = "    ok  ok 403 404 404 404";
/** What is done in the name of who asked for it. */
const ITS_ASKER = "  ok 403 403 404 404 404";
const CASE_EXPORT = "ok 404 403 403 403 404";
const CHOSEN_EXPORT = "ok  ok 403 403 403 404";

/** Searches in open sources, and what leaves the workspace. */
export const osintTable: Table<Investigation> = {
  "intelligence.osint.list": may(ANALYSTS, () => ({}), { elsewhere: { items: [], next_cursor: null } }),
  "intelligence.osint.get": may(AGENCY, ({ osint }) => ({ osint_result_id: osint })),
  "intelligence.osint.search": may(ASKERS, ({ unique }) => ({ query: unique, search_type: "text" }), {
    shows: "each its own",
  }),
  "intelligence.exposure.list": may(ANALYSTS, async (at) => {
    await at.newFiling();
    return { organization_id: at.agency };
  }),
  "intelligence.exposure.file": may(WRITERS, async (at) => ({
    ...{ identifier_id: await at.newExposed(), kind: "credential", marking: "TLP:AMBER" },
  })),
  "intelligence.exposure.withdraw": may(WRITERS, async (at) => ({ filing_id: await at.newFiling(), reason: "Over" })),
  "intelligence.osint.begin": may(ITS_ASKER, ({ running }) => ({ osint_result_id: running })),
  "intelligence.osint.finish": may(ITS_ASKER, ({ running }) => ({
    ...{ osint_result_id: running, found: { results: [], sourcesSearched: 1 }, took: 1 },
  })),
  "intelligence.osint.fail": may(ITS_ASKER, ({ running }) => ({ osint_result_id: running, error: "It failed." })),
  "intelligence.osint.read-identifier": may(
    ITS_ASKER,
    ({ osint }) => ({ osint_result_id: osint, kind: "email", normalized: "nobody@example.test" }),
    { shows: "nobody is known by that" },
  ),
  "intelligence.osint.read-messages": may(ITS_ASKER, ({ osint }) => ({ osint_result_id: osint, words: "fresh batch" })),
  "intelligence.osint.read-sources": may(ITS_ASKER, ({ osint }) => ({ osint_result_id: osint })),
  "intelligence.osint.cancel": may(ITS_ASKER, ({ running }) => ({ osint_result_id: running })),
  "intelligence.osint.retry": may(ITS_ASKER, ({ failed }) => ({ osint_result_id: failed })),
  "intelligence.osint.analyse": may(WRITERS, ({ osint }) => ({ osint_result_id: osint, note: "A note" })),
  "intelligence.osint.link": may(WRITERS, ({ osint, unique }) => ({
    ...{ osint_result_id: osint, kind: "email", value: `${unique}@example.com`, confidence: 50 },
  })),
  "intelligence.osint.unlink": may(WRITERS, ({ osint, link }) => ({ osint_result_id: osint, link_id: link })),
  "intelligence.osint.import": may(ASKERS, () => ({}), { shows: "nothing but whether it may come" }),
  "intelligence.osint.import 2": may(ASKERS, ({ unique }) => ({
    filename: unique,
    file: { entries: [], rejected: [], records: 0, falsePositives: 0, leftOut: 0 },
    took: 1,
  })),
  "intelligence.osint.import, whole": may(ASKERS, ({ unique }) => ({ filename: unique, stream: pieces("[]") })),
  "intelligence.connectors.list": may(ANALYSTS, () => ({}), { elsewhere: { connectors: [], agencies: [] } }),
  "intelligence.connectors.save": may("403 403 ok 403 403 404", ({ agency, unique }) => ({
    ...{ version: 0, organization_id: agency, kind: "opencti", name: unique, base_url: "https://opencti.example.com" },
    ...{ credential: "", timeout_seconds: 20, is_enabled: true },
  })),
  "intelligence.export.start": may(CASE_EXPORT, ({ case: case_id }) => ({ format: "stix", marking: "red", case_id })),
  "intelligence.export.start: identifiers": may(CHOSEN_EXPORT, ({ identifier }) => ({
    ...{ format: "csv", marking: "red", identifier_ids: [identifier] },
  })),
  "intelligence.export.read": may(CASE_EXPORT, ({ case: case_id }) => ({ format: "stix", marking: "red", case_id })),
  "intelligence.export.list": may(ASKERS, () => ({}), { elsewhere: { items: [], next_cursor: null } }),
  "intelligence.export.fetch": may("ok 404 403 404 404 404", ({ exported }) => ({ job_id: exported })),
};
