import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { readExport } from "./import/read-export";
import { importMapping } from "./import/mapping-input";
import type { ImportFile, Parsed } from "./import/record";
import type { ImportFormat } from "./import/formats";
import { beginImport, endImport, placeImportBatch, takeIn } from "./take-in";
import { planBatch, type KnownSources } from "./take-in/plan-batch";

/** Records of a batch, and the characters of text after which one is full anyway. */
const BATCH = 1_000;
const BATCH_CHARACTERS = 4_000_000;

export interface ImportWork {
  signal: AbortSignal;
  /** 0–1, and what is being done. May throw: then it is to stop. */
  progress(share: number, step: string): void;
}

/**
 * Takes a file in, batch by batch. While the database writes one and looks which messages of the one after are new, that in
 * between is read: so both cores work. Each batch and how far the import is by it are one transaction; begun again, it passes
 * over what is done.
 */
export async function runImport(
  caller: Caller,
  begun: Awaited<ReturnType<typeof beginImport>>,
  work: ImportWork,
  open: (read: (file: ImportFile) => Promise<Totals>) => Promise<Totals>,
): Promise<Totals & { import_id: number }> {
  const import_id = begun.row.id;
  try {
    const totals = await open((file) => takeAll(caller, begun, work, file));
    await endImport(caller, { import_id, status: "done" });
    return { import_id, ...totals };
  } catch (error) {
    // What is only interrupted goes on later; what the file itself does wrong it would do again.
    const itself = error instanceof Fault ? !["unavailable", "conflict"].includes(error.code) : true;
    if (!work.signal.aborted && itself) await endImport(caller, { import_id, status: "failed" }).catch(() => undefined);
    throw error;
  }
}

interface Totals {
  taken: number;
  duplicates: number;
  quarantined: number;
  [more: string]: number;
}

/** A batch of which the database looks what is new in it. */
interface Placing {
  from: number;
  to: number;
  placed: ReturnType<typeof placeImportBatch>;
}

async function takeAll(
  caller: Caller,
  { row, dataKey, rules }: Awaited<ReturnType<typeof beginImport>>,
  { signal, progress }: ImportWork,
  file: ImportFile,
): Promise<Totals> {
  const import_id = row.id;
  const place = { dataKey, rules: rules && { id: rules.id, number: rules.number } };
  const sources: KnownSources = new Map();
  const totals: Totals = { taken: 0, duplicates: 0, quarantined: 0 };
  const read = counted(file);
  let writing: Promise<void> | undefined;

  const settle = async () => {
    await writing;
    writing = undefined;
  };
  const take = async ({ from, to, placed }: Placing) => {
    const plan = await planBatch(await placed, rules);
    await settle();
    signal.throwIfAborted();
    writing = takeIn(caller, { import_id, from, to, plan, place }).then((counts) => {
      for (const name of ["taken", "duplicates", "quarantined"] as const) totals[name]! += counts[name];
    });
    // It is awaited by the next batch; until then its failure must not end the process.
    writing.catch(() => undefined);
    progress(read.share(), `${to.toLocaleString("en")} records`);
  };

  let position = row.position;
  let ahead: Placing | undefined;
  try {
    for await (const batch of batches(exportOf(row, read.file), row.position)) {
      signal.throwIfAborted();
      const [before, from] = [ahead, position];
      ahead = { from, to: (position += batch.length), placed: placeImportBatch(caller, { import_id, batch, sources }) };
      ahead.placed.catch(() => undefined);
      if (before) await take(before);
    }
    if (ahead) await take(ahead);
    await settle();
  } finally {
    await Promise.allSettled([writing, ahead?.placed]);
  }
  return totals;
}

const exportOf = (
  row: { format: string; filename: string; mapping: Record<string, unknown> | null; time_zone: string },
  file: ImportFile,
) =>
  readExport(file, {
    format: row.format as ImportFormat,
    filename: row.filename,
    mapping: importMapping.parse(row.mapping ?? {}),
    zone: row.time_zone || undefined,
  });

async function* batches(records: AsyncIterable<Parsed>, done: number): AsyncGenerator<Parsed[]> {
  let batch: Parsed[] = [];
  let characters = 0;
  let at = 0;
  for await (const each of records) {
    at += 1;
    if (at <= done) continue;
    batch.push(each);
    characters += each.record?.text.length ?? 0;
    if (batch.length < BATCH && characters < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Knows how much of the file was read. */
function counted(file: ImportFile) {
  let bytes = 0;
  return {
    share: () => (file.size > 0 ? Math.min(1, bytes / file.size) : 1),
    file: {
      size: file.size,
      async *stream() {
        for await (const chunk of file.stream()) {
          bytes += chunk.length;
          yield chunk;
        }
      },
      async read(position: number, length: number) {
        const part = await file.read(position, length);
        bytes = Math.max(bytes, position + part.length);
        return part;
      },
    } satisfies ImportFile,
  };
}
