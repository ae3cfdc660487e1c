import { z } from "zod";
import { clientFor } from "./client";
import { ConnectorFailed, MOST_ENTRIES, type Connector, type OsintEntry, type SearchType } from "./connector";

const accepted = z.object({
  job_id: z.int(),
  status: z.string().optional(),
  warnings: z.array(z.string()).default([]),
});
const analyzer = z.object({
  name: z.string(),
  status: z.string(),
  report: z.unknown(),
  errors: z.array(z.unknown()).default([]),
  end_time: z.string().nullish(),
});
const job = z.object({ status: z.string(), analyzer_reports: z.array(analyzer).default([]) });

const ENDED = ["reported_without_fails", "reported_with_fails", "failed", "killed"];
const MOST_TEXT = 4_000;

/** What IntelOwl calls what is looked at; what it has no word for is generic. */
const classes: Partial<Record<SearchType, string>> = { ip: "ip", domain: "domain", url: "url", hash: "hash" };

/**
 * IntelOwl: an analysis of an observable by every analyzer that the marking AMBER permits (those that would tell others of the
 * observable are left out by IntelOwl itself), looked at until it is reported.
 */
export const intelowl: Connector = {
  types: ["email", "phone", "ip", "domain", "url", "hash", "wallet", "handle", "text"],
  async search(query, type, settings, signal) {
    const client = clientFor("IntelOwl", settings, signal);
    const headers = { authorization: `Token ${settings.credential}`, "content-type": "application/json" };
    const asked = {
      observable_name: query,
      observable_classification: classes[type] ?? "generic",
      tlp: "AMBER",
      analyzers_requested: [],
      connectors_requested: [],
    };
    const answer = accepted.safeParse(
      await client.json({ path: "/api/analyze_observable", method: "POST", headers, body: JSON.stringify(asked) }),
    );
    if (!answer.success) throw new ConnectorFailed("IntelOwl did not accept the analysis.");
    const { job_id, warnings } = answer.data;
    let state: z.infer<typeof job>;
    try {
      for (;;) {
        const read = job.safeParse(await client.json({ path: `/api/jobs/${job_id}`, headers }));
        if (!read.success) throw new ConnectorFailed("IntelOwl answered in a form that is not known here.");
        state = read.data;
        if (ENDED.includes(state.status)) break;
        settings.say(`IntelOwl: ${state.status.replaceAll("_", " ")}`);
        await client.pause();
      }
    } catch (error) {
      const last = clientFor("IntelOwl", { ...settings, timeoutMs: 5_000 }, AbortSignal.timeout(5_000));
      await last.json({ path: `/api/jobs/${job_id}/kill`, method: "PATCH", headers }).catch(() => undefined);
      throw error;
    }
    if (state.status === "killed") throw new ConnectorFailed("The analysis was stopped at IntelOwl.");
    if (state.status === "failed") throw new ConnectorFailed("IntelOwl's analysis failed.");
    const reports = state.analyzer_reports;
    const results = reports
      .filter(({ status }) => status === "SUCCESS")
      .map((report): OsintEntry => ({
        source: report.name,
        type: "analysis",
        kind: type === "text" ? null : type,
        value: query,
        detail: inBrief(report.report),
        seenAt: report.end_time ?? null,
        confidence: null,
        data: report.report,
      }));
    const failed = reports.filter(({ status }) => status === "FAILED").map(({ name }) => name);
    const remarks = [...warnings, ...(failed.length > 0 ? [`Failed: ${failed.join(", ")}.`] : [])];
    return { results: results.slice(0, MOST_ENTRIES), sourcesSearched: reports.length, remarks };
  },
};

/** The plain values at the top of a report, for reading; all of it is in `data`. */
function inBrief(report: unknown): string {
  if (report === null || typeof report !== "object") return String(report ?? "").slice(0, MOST_TEXT);
  const plain = Object.entries(report).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  return plain
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ")
    .slice(0, MOST_TEXT);
}
