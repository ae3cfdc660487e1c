import { z } from "zod";
import { findCaseName } from "@/db/queries/intelligence/cases";
import { finishOsintResult, findOsintResult, insertOsintResult } from "@/db/queries/intelligence/osint";
import { findPurpose } from "@/db/queries/intelligence/purposes";
import { command } from "@/lib/kernel/command";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { id, requiredText } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { staged } from "@/lib/kernel/staged";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { purposeRequired } from "../look";
import { describeOsint } from "./describe-osint";
import { canSearch } from "./osint-policy";
import { readSpiderfootFile, type SpiderfootFile } from "./read-spiderfoot-file";
import { sealFor } from "./sealed-findings";

const MOST_BYTES = 200_000_000;

const where = z.object({ case_id: id().optional() });

/** Whether the file may come at all, before it is read. */
const admit = query({
  action: "intelligence.osint.import",
  scope: "intelligence:write",
  input: where,
  allow: canSearch,
  run: async ({ tx }, { case_id }) => {
    if (!(await findPurpose(tx))) throw purposeRequired();
    if (case_id !== undefined && !(await findCaseName(tx, case_id)))
      throw invalidField("case_id", "names no case of yours");
  },
});

const keep = command({
  action: "intelligence.osint.import",
  scope: "intelligence:write",
  input: where.extend({ filename: requiredText(300), file: z.custom<SpiderfootFile>(), took: z.number() }),
  allow: canSearch,
  run: async ({ tx, actor }, { case_id, filename, file, took }) => {
    const { organizationId, userId } = actor;
    const why = await findPurpose(tx);
    if (!why) throw purposeRequired();
    const searched = {
      organizationId,
      caseId: case_id ?? null,
      connector: "spiderfoot",
      query: filename.slice(0, 500),
    };
    const resultId = await insertOsintResult(tx, {
      ...searched,
      searchType: "file",
      purpose: why.purpose,
      createdBy: userId,
    });
    const { id: dataKeyId, key } = await currentDataKey(tx, organizationId);
    const { entries, rejected, leftOut, falsePositives } = file;
    const remarks = [
      ...(rejected.length > 0 ? [`Records that could not be read and were put aside: ${rejected.length}.`] : []),
      ...(falsePositives > 0 ? [`Records marked as false positives, left out: ${falsePositives}.`] : []),
      ...(leftOut > 0 ? [`Further records, left out: ${leftOut}.`] : []),
    ];
    const sourcesSearched = new Set(entries.map(({ source }) => source)).size;
    const found = { results: entries, sourcesSearched, remarks, rejected };
    const row = { id: resultId, organizationId };
    await finishOsintResult(tx, resultId, {
      results: sealFor("results", row, key, found),
      dataKeyId,
      sourcesSearched,
      riskScore: null,
      processingTime: took,
    });
    return describeOsint((await findOsintResult(tx, resultId))!);
  },
});

/**
 * Takes in what a scan elsewhere found, from SpiderFoot's JSON export, as it comes. Records that cannot be read are kept beside
 * it with their reasons.
 * @throws Fault invalid when it is no such file, too_large beyond 200 MB
 */
export const importSpiderfoot = staged(
  {
    action: "intelligence.osint.import",
    scope: "intelligence:write",
    input: where.extend({ filename: requiredText(300), stream: z.custom<AsyncIterable<Uint8Array>>() }),
  },
  async (caller, { case_id, filename, stream }) => {
    await admit(caller, { case_id });
    const began = performance.now();
    const file = await readSpiderfootFile(limited(stream)).catch((error: Error) => {
      throw error instanceof Fault ? error : new Fault("invalid", error.message);
    });
    return keep(caller, { case_id, filename, file, took: performance.now() - began });
  },
);

async function* limited(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Fault("too_large", "The file is larger than 200 MB.");
    yield chunk;
  }
}
