import { z } from "zod";
import {
  countSources,
  findCorpusIdentifier,
  listIdentifiersBeside,
  listMessages,
  listMessagesWith,
} from "@/db/queries/intelligence/corpus";
import { findContent, NEWEST } from "@/db/queries/intelligence/content-search";
import { findConnector } from "@/db/queries/intelligence/osint-connectors";
import { findOsintResult, finishOsintResult, moveOsintResult } from "@/db/queries/intelligence/osint";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import { jobKind } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { openDataKey } from "@/lib/vault/data-keys";
import { openValue } from "@/lib/vault/sealed-value";
import { connectorCredentialPlace } from "../sealed-places";
import { ConnectorFailed, type Connector, type OsintFindings, type SearchType } from "./connectors/connector";
import { intelowl } from "./connectors/intelowl";
import { opencti } from "./connectors/opencti";
import { spiderfoot } from "./connectors/spiderfoot";
import { searchWorkspace, type Corpus } from "./connectors/workspace";
import { readSearch } from "../search/search-query";
import { isOwnSearch } from "./osint-policy";
import { sealFor } from "./sealed-findings";

export const connectors: Record<"spiderfoot" | "intelowl" | "opencti", Connector> = { intelowl, opencti, spiderfoot };

const PAUSE_MS = 2_000;
const MOST_MESSAGES = 200;
const MOST_BESIDE = 200;

const input = z.object({ osint_result_id: id() });
const own = {
  subject: "search",
  target: (tx: Parameters<typeof findOsintResult>[0], given: { osint_result_id: number }) =>
    findOsintResult(tx, given.osint_result_id),
  allow: isOwnSearch,
};

/** Says that a search runs, and what it takes to do it; undefined: nobody waits for it any more. */
const begin = command({
  action: "intelligence.osint.begin",
  input: input.extend({ connector_id: id().optional() }),
  ...own,
  run: async ({ tx, target }, { connector_id }) => {
    if (!(await moveOsintResult(tx, target.id, "running"))) return undefined;
    const search = { query: target.query, type: target.search_type as SearchType };
    if (connector_id === undefined) return { ...search, settings: undefined };
    const row = await findConnector(tx, connector_id);
    if (!row?.is_enabled) throw new Fault("conflict", "This connector is no longer there. Choose another.");
    const keys = await findDataKeys(tx, row.organization_id);
    const wrapped = keys.find((key) => key.id === row.data_key_id);
    const place = connectorCredentialPlace(row.organization_id, row.id);
    const credential =
      row.credential && wrapped ? openValue(row.credential, openDataKey(wrapped), place).toString() : "";
    return { ...search, settings: { kind: row.kind, baseUrl: row.base_url, timeoutMs: row.timeout_ms, credential } };
  },
});

const finish = command({
  action: "intelligence.osint.finish",
  input: input.extend({ found: z.custom<OsintFindings>(), took: z.number() }),
  ...own,
  run: async ({ tx, target }, { found, took }) => {
    const { id: dataKeyId, key } = await currentDataKey(tx, target.organization_id);
    const row = { id: target.id, organizationId: target.organization_id };
    return finishOsintResult(tx, target.id, {
      results: sealFor("results", row, key, found),
      dataKeyId,
      sourcesSearched: found.sourcesSearched,
      riskScore: found.riskScore ?? null,
      processingTime: took,
    });
  },
});

const fail = command({
  action: "intelligence.osint.fail",
  input: input.extend({ error: z.string() }),
  ...own,
  run: ({ tx, target }, { error }) => moveOsintResult(tx, target.id, "failed", error),
});

const readIdentifier = query({
  action: "intelligence.osint.read-identifier",
  input: input.extend({ kind: z.string(), normalized: z.string() }),
  ...own,
  run: async ({ tx, target }, { kind, normalized }) => {
    const { organization_id: agency } = target;
    const found = await findCorpusIdentifier(tx, agency, kind, normalized);
    if (!found) return undefined;
    return {
      found,
      messages: await listMessagesWith(tx, agency, found.id, MOST_MESSAGES),
      beside: await listIdentifiersBeside(tx, agency, found.id, MOST_BESIDE),
    };
  },
});

const readSaying = query({
  action: "intelligence.osint.read-messages",
  input: input.extend({ words: z.string() }),
  ...own,
  run: async ({ tx, target: { organization_id: organizationId } }, { words }) => {
    const phrase = readSearch(`"${words.replaceAll('"', " ")}"`).words;
    const search = { organizationId, isPositive: true, filter: {}, before: NEWEST, most: MOST_MESSAGES };
    const found = phrase === null ? undefined : await findContent(tx, { ...search, words: phrase });
    const { ids = [], is_complete: isComplete = true, stopped_posted: stopped = null } = found ?? {};
    return {
      messages: await listMessages(tx, organizationId, ids),
      lookedBackTo: isComplete || ids.length >= MOST_MESSAGES ? null : stopped,
    };
  },
});

const readSources = query({
  action: "intelligence.osint.read-sources",
  input,
  ...own,
  run: ({ tx, target }) => countSources(tx, target.organization_id),
});

/** Does a search as who asked for it, and keeps what it brought, sealed. A search that was cancelled meanwhile keeps nothing. */
export const runOsintSearch = jobKind({
  kind: "intelligence.osint-search",
  input: z.object({ osint_result_id: id(), connector_id: id().optional() }),
  run: async ({ caller, input: asked, signal, progress }) => {
    const { osint_result_id } = asked;
    const began = performance.now();
    try {
      const search = await begin(caller, asked);
      if (!search) return {};
      const corpus: Corpus = {
        identifier: (kind, normalized) => readIdentifier(caller, { osint_result_id, kind, normalized }),
        saying: (words) => readSaying(caller, { osint_result_id, words }),
        sources: () => readSources(caller, { osint_result_id }),
      };
      progress(0, "Searching");
      const { settings } = search;
      const found = settings
        ? await connectors[settings.kind].search(
            search.query,
            search.type,
            {
              ...settings,
              pauseMs: PAUSE_MS,
              privateHosts: config().osintPrivateHosts,
              say: (step) => progress(0, step),
            },
            signal,
          )
        : await searchWorkspace(search.query, search.type, corpus);
      signal.throwIfAborted();
      await finish(caller, { osint_result_id, found, took: performance.now() - began });
      return { entries: found.results.length };
    } catch (error) {
      if (error instanceof Fault && error.code === "unavailable") throw error; // it is begun again
      if (signal.aborted) throw error;
      const said = error instanceof ConnectorFailed || error instanceof Fault ? error.message : "Something went wrong.";
      await fail(caller, { osint_result_id, error: said });
      throw error instanceof ConnectorFailed ? new Fault("conflict", said) : error;
    }
  },
});
