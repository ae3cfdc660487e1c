import type { z } from "zod";
import {
  detectionFacets,
  findStanding,
  listNewestDetections,
  listRiskiestDetections,
  type DetectionFilter,
} from "@/db/queries/intelligence/detections";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { Fault } from "@/lib/kernel/fault";
import type { Tx } from "@/lib/kernel/database";
import type { Context } from "@/lib/kernel/use-case";
import { agencySeen } from "./agency-of";
import { describeDetection, type DescribedDetection } from "./detection";
import { detectionStatuses, listDetectionsInput } from "./detection-input";
import { look, type Seen } from "./look";
import { inIntelligence } from "./policy";

type Input = z.output<typeof listDetectionsInput>;

const filterOf = (input: Input): DetectionFilter => ({
  statuses: input.status === "all" ? detectionStatuses : [input.status],
  negated: input.harmless ? null : false,
  risk: input.risk ?? null,
  category: input.category ?? null,
  keywordId: input.rule_id ?? null,
  watchlistId: input.watchlist_id ?? null,
  sourceId: input.source_id ?? null,
  language: input.language ?? null,
});

/** Cursors carry numbers as text: ids may be beyond what the kernel's whole numbers are. */
function after(cursor: string | undefined, length: number): number[] | null {
  const values = decodeCursor(cursor, "s".repeat(length))?.map(Number);
  if (values?.some((value) => !Number.isFinite(value)))
    throw new Fault("malformed", "cursor is not one that this list returned.");
  return values ?? null;
}

async function readPage(tx: Tx, input: Input) {
  const filter = filterOf(input);
  const newest = input.order === "newest";
  const place = after(input.cursor, newest ? 1 : 3);
  const rows = newest
    ? await listNewestDetections(tx, filter, place?.[0] ?? null, input.limit + 1)
    : await listRiskiestDetections(tx, filter, place as [number, number, number] | null, input.limit + 1);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const more = rows.length > input.limit && last;
  return {
    detections: page.map(describeDetection),
    next_cursor: more
      ? encodeCursor((newest ? [last.id] : [last.risk_score!, last.content_id, last.id]).map(String))
      : null,
  };
}

/** A page that a superuser reads may be of several agencies: each has in its trail what was seen of its own, and no more. */
async function seen(
  { detections }: { detections: DescribedDetection[] },
  { status }: Input,
  _: undefined,
  { tx, actor }: Pick<Context<undefined>, "tx" | "actor">,
): Promise<Seen | Seen[]> {
  const of = (shown: readonly { content_id: number }[]) => ({
    table: "detections",
    details: { status, shown: shown.length, content_ids: [...new Set(shown.map((each) => each.content_id))] },
  });
  if (actor.role === "analyst" || detections.length === 0)
    return { ...of(detections), ...(await agencySeen(tx, actor)) };
  const standing = await findStanding(
    tx,
    detections.map(({ id }) => id),
  );
  const agencies = [...new Set(standing.map((each) => each.organization_id))];
  return agencies.map((organizationId) => ({
    ...of(standing.filter((each) => each.organization_id === organizationId)),
    organizationId,
  }));
}

/** One page of what rules found: the riskiest messages first, or the newest hits. What nobody decided yet, unless asked otherwise. */
export const listDetections = look({
  action: "intelligence.detection.list",
  scope: "intelligence:read",
  input: listDetectionsInput,
  allow: inIntelligence,
  run: ({ tx }, input) => readPage(tx, input),
  seen,
});

/** The triage queue: such a page, with what its filters can be set to. */
export const getTriage = look({
  action: "intelligence.triage.get",
  input: listDetectionsInput,
  allow: inIntelligence,
  run: async ({ tx }, input) => {
    const page = await readPage(tx, input);
    const facets = await detectionFacets(tx, filterOf(input).statuses);
    const choices = (facet: (typeof facets)[number]["facet"]) => facets.filter((each) => each.facet === facet);
    return {
      ...page,
      categories: choices("category"),
      rules: choices("rule"),
      sources: choices("source"),
      languages: choices("language"),
    };
  },
  seen,
});

export type Triage = Awaited<ReturnType<typeof getTriage>>;
