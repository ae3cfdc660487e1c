import { z } from "zod";
import { clientFor } from "./client";
import { ConnectorFailed, MOST_ENTRIES, type Connector, type OsintEntry } from "./connector";
import { readEvent } from "./spiderfoot-events";

const ENDED = ["FINISHED", "ABORTED", "ERROR-FAILED"];
const started = z.tuple([z.literal("SUCCESS"), z.string().min(1)]);
const refused = z.tuple([z.literal("ERROR"), z.string()]);
const status = z
  .tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string()])
  .rest(z.record(z.string(), z.number()));

/** The level of the highest of SpiderFoot's own correlations: it counts them, and weighs nothing. */
const levels = [
  ["HIGH", 80],
  ["MEDIUM", 50],
  ["LOW", 20],
] as const;

const form = { "content-type": "application/x-www-form-urlencoded" };

/**
 * SpiderFoot 4 by the addresses of its own screens: a scan is started, looked at until it has ended, and its events are read.
 * Only passive modules are asked for: nothing may touch whoever the search is about.
 */
export const spiderfoot: Connector = {
  types: ["email", "phone", "ip", "domain", "handle", "name", "wallet"],
  async search(query, type, settings, signal) {
    const client = clientFor("SpiderFoot", settings, signal);
    const target = type === "handle" || type === "name" ? `"${query.replaceAll('"', "").replace(/^@/, "")}"` : query;
    const fields = {
      scanname: `SecureSphere ${new Date().toISOString()}`,
      scantarget: target,
      usecase: "Passive",
      modulelist: "",
      typelist: "",
    };
    const answer = await client.json({
      path: "/startscan",
      method: "POST",
      headers: form,
      body: new URLSearchParams(fields).toString(),
    });
    const refusal = refused.safeParse(answer);
    if (refusal.success) throw new ConnectorFailed(`SpiderFoot did not start: ${refusal.data[1]}`);
    const scan = read(started, answer)[1];
    const id = encodeURIComponent(scan);
    let state: z.infer<typeof status>;
    try {
      for (;;) {
        state = read(status, await client.json({ path: `/scanstatus?id=${id}` }));
        if (ENDED.includes(state[5])) break;
        settings.say(`SpiderFoot: ${state[5].toLowerCase()}`);
        await client.pause();
      }
    } catch (error) {
      // Nobody waits for it any more. Whether it hears that is not ours to wait for.
      const last = clientFor("SpiderFoot", { ...settings, timeoutMs: 5_000 }, AbortSignal.timeout(5_000));
      await last.json({ path: `/stopscan?id=${id}` }).catch(() => undefined);
      throw error;
    }
    if (state[5] === "ERROR-FAILED") throw new ConnectorFailed("SpiderFoot's scan failed. Its own log says why.");
    const rows = read(z.array(z.unknown()), await client.json({ path: `/scanexportjsonmulti?ids=${id}` }));
    return { ...entriesOf(rows), riskScore: levels.find(([name]) => (state[6]?.[name] ?? 0) > 0)?.[1] };
  },
};

/** Rows as entries; those that cannot be read are counted and said. */
function entriesOf(rows: unknown[]) {
  const results: OsintEntry[] = [];
  let unread = 0;
  for (const row of rows) {
    try {
      const entry = readEvent(row);
      if (entry) results.push(entry);
    } catch {
      unread += 1;
    }
  }
  const remarks = [
    ...(unread > 0 ? [`Events that could not be read: ${unread}.`] : []),
    ...(results.length > MOST_ENTRIES ? [`Further events, left out: ${results.length - MOST_ENTRIES}.`] : []),
  ];
  const sourcesSearched = new Set(results.map(({ source }) => source)).size;
  return { results: results.slice(0, MOST_ENTRIES), sourcesSearched, remarks };
}

function read<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ConnectorFailed("SpiderFoot answered in a form that is not known here. Versions 4.0 and later are.");
}
