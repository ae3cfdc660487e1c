import path from "node:path";
import { z } from "zod";
import { findUnfinishedImport, insertImport, queueImport } from "@/db/queries/intelligence/imports";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { parse, requiredText } from "@/lib/kernel/input";
import { agencyNamed } from "./agency-of";
import { sha256Of, withDiskFile } from "./disk-file";
import { readingOf, type Reading } from "./import/preview";
import { readExport } from "./import/read-export";
import { Unreadable, type ImportFile } from "./import/record";
import { addImportInput } from "./import-input";
import { isOperator } from "./import-policy";
import { runImport, type ImportWork } from "./run-import";
import { beginImport } from "./take-in";

export interface DiskImport {
  file: string;
  /** The agency's id or name. */
  agency: string;
  facts: z.input<typeof addImportInput>;
}

/**
 * Takes in a file of this machine, which stays where it is: for what is too large to send. One that was interrupted goes
 * on where it was.
 * @throws Fault invalid for what has to be said yet
 */
export async function importFromDisk(caller: Caller, { file: place, agency, facts }: DiskImport, work: ImportWork) {
  const given = parse(addImportInput, facts);
  const filename = path.basename(place);
  return withDiskFile(place, async (file) => {
    const { format, mapping, missing } = await look(file, filename, given);
    requireAll(missing);
    const sha256 = await sha256Of(file);
    const reading = { ...given, format, mapping };
    const { id } = await addDiskImport(caller, { ...reading, agency, filename, sha256, size: file.size });
    const begun = await beginImport(caller, { import_id: id, kept: false });
    return runImport(caller, begun, work, (read) => read(file));
  });
}

/** What a file of this machine would bring in, without a database: all of it is read, and nothing is kept. */
export async function tryDiskFile(place: string, facts: Pick<DiskImport["facts"], "format" | "time_zone" | "mapping">) {
  const given = parse(addImportInput.omit({ supplied_by: true, authority: true }), facts);
  const filename = path.basename(place);
  return withDiskFile(place, async (file) => {
    const { format, mapping, missing, columns } = await look(file, filename, given);
    const chats = new Map<string, number>();
    const reasons = new Map<string, number>();
    const found = { records: 0, first: null as Date | null, last: null as Date | null };
    const zone = given.time_zone || (missing.includes("zone") ? "UTC" : undefined);
    for await (const { record, reject } of readExport(file, { format, filename, mapping, zone })) {
      found.records += 1;
      if (reject) reasons.set(reject.reason, (reasons.get(reject.reason) ?? 0) + 1);
      else chats.set(record.sourceKey.name, (chats.get(record.sourceKey.name) ?? 0) + 1);
      const at = record?.postedAt;
      if (at && (!found.first || at < found.first)) found.first = at;
      if (at && (!found.last || at > found.last)) found.last = at;
    }
    const counts = { chats: Object.fromEntries(chats), rejected: Object.fromEntries(reasons) };
    return { format, mapping, columns, missing, ...found, ...counts };
  });
}

async function look(
  file: ImportFile,
  filename: string,
  { format, mapping, time_zone }: Pick<z.output<typeof addImportInput>, "format" | "mapping" | "time_zone">,
): Promise<Reading> {
  try {
    return await readingOf(file, { filename, format, mapping, zone: time_zone || undefined });
  } catch (error) {
    throw error instanceof Unreadable ? new Fault("invalid", error.message) : error;
  }
}

const OPTIONS = {
  zone: "--zone: its times have none",
  date_order: '--mapping with {"date_order": "dmy"}: its dates could be read in two ways',
  columns: '--mapping with {"columns": {"text": …}}: which column is the text',
  chat: '--mapping with {"chat": …}: it does not say which chat it is',
};

function requireAll(missing: Reading["missing"]) {
  if (missing.length === 0) return;
  throw new Fault("invalid", `This has to be said: ${missing.map((each) => OPTIONS[each]).join("; ")}.`);
}

const addDiskImport = command({
  action: "intelligence.import.add-from-disk",
  input: addImportInput.extend({
    agency: requiredText(300),
    format: z.string(),
    filename: z.string(),
    sha256: z.string(),
    size: z.number(),
  }),
  allow: isOperator,
  run: async ({ tx }, { agency, supplied_by, authority, format, time_zone, mapping, ...file }) => {
    const organizationId = await agencyNamed(tx, agency);
    const begun = await findUnfinishedImport(tx, organizationId, file.sha256);
    if (begun) {
      await queueImport(tx, begun.id, { format: begun.format, timeZone: time_zone, mapping, jobId: null });
      return { id: begun.id };
    }
    const facts = { suppliedBy: supplied_by, authority, timeZone: time_zone };
    const id = await insertImport(tx, { ...file, ...facts, organizationId, evidenceId: null, format, mapping });
    return { id };
  },
});
