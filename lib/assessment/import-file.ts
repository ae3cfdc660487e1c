import { createHash } from "node:crypto";
import { z } from "zod";
import { findVersionsOfSlug } from "@/db/queries/assessment/questionnaire-content";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { flag, parse, requiredText } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { preparing } from "@/lib/kernel/staged";
import { importQuestionnaire } from "./import-questionnaire";
import { collect } from "./import/collect";
import { slugPattern, type QuestionnaireDocument } from "./import/document";
import { limits, Unreadable } from "./import/limits";
import { outlineOf, reportOf } from "./import/preview";
import { readQuestionnaire, type Reading } from "./import/read-questionnaire";
import { canManageQuestionnaires } from "./questionnaire-policy";

/** What whoever imports may say otherwise than the file, and how it is to be taken. */
export const importOptions = z.object({
  slug: z.string().max(80).regex(slugPattern, "must be small letters, digits and single hyphens").optional(),
  title: requiredText(limits.title).optional(),
  version: requiredText(40).optional(),
  /** Only says what would be stored. */
  dry_run: flag().default(false),
  /** Stores what remains when something was rejected; without it, such a file is refused. */
  leave_out_rejected: flag().default(false),
  /** The SHA-256 of the file that was looked over before: another one is refused. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits")
    .optional(),
});
export type ImportOptions = z.input<typeof importOptions>;

/** Asks for permission, before anything is read; and what a questionnaire of that slug has already. */
const prepareImport = query({
  action: "assessment.questionnaire.prepare_import",
  scope: "products:write",
  input: z.object({ slug: z.string().max(80).optional() }),
  allow: canManageQuestionnaires,
  run: async ({ tx }, { slug }) => ({ versions: slug ? await findVersionsOfSlug(tx, slug) : [] }),
});

/**
 * Reads a questionnaire from a file of any known format and stores it as a draft, or says what it would store.
 * @throws Fault unauthenticated, forbidden, too_large, invalid (unreadable, or lines rejected), conflict
 */
export async function importFile(
  caller: Caller,
  file: { filename: string; announcedSize?: number; stream: AsyncIterable<Uint8Array> },
  options: ImportOptions,
) {
  const wanted = parse(importOptions, options);
  await prepareImport(preparing(caller), {});
  const bytes = await collect(file.stream, "A questionnaire", file.announcedSize);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (wanted.sha256 && wanted.sha256 !== sha256)
    throw new Fault("conflict", "The file is not the one that was looked over. Look it over again.");
  return { ...(await importReading(caller, await read(bytes, file.filename), wanted)), sha256 };
}

/** Stores what was read as a draft, or says what would be stored. */
export async function importReading(caller: Caller, reading: Reading, options: ImportOptions) {
  const wanted = parse(importOptions, options);
  const document = reading.document && renamed(reading.document, wanted);
  const report = { ...reportOf({ ...reading, document }), ...aboutOf(document) };
  if (wanted.dry_run) {
    const { versions } = await prepareImport(preparing(caller), { slug: document?.slug });
    return { ...report, outline: outlineOf(document), versions };
  }
  if (!document || (report.errors.length > 0 && !wanted.leave_out_rejected)) throw rejected(report.errors);
  return { ...report, id: (await importQuestionnaire(caller, { document })).id };
}

function renamed(document: QuestionnaireDocument, { slug, title, version }: z.output<typeof importOptions>) {
  return { ...document, ...(slug && { slug }), ...(title && { title }), ...(version && { version }) };
}

const aboutOf = (document: QuestionnaireDocument | undefined) => ({
  slug: document?.slug ?? "",
  version: document?.version ?? "",
  scoring_model: document?.scoring_model ?? "mean",
  source: document?.source ?? "",
  source_url: document?.source_url ?? "",
  licence: document?.licence ?? "",
  attribution: document?.attribution ?? "",
});

function rejected(errors: { place: string; message: string }[]) {
  const first = errors[0];
  const many = errors.length > 1 ? ` and ${errors.length - 1} more` : "";
  const detail = `The file has what cannot be taken: ${[first?.place, first?.message].filter(Boolean).join(": ")}${many}`;
  const fields = errors.map(({ place, message }) => ({ path: place, message }));
  return new Fault("invalid", detail, { fields });
}

async function read(bytes: Buffer, filename: string): Promise<Reading> {
  try {
    return await readQuestionnaire(bytes, filename);
  } catch (error) {
    throw explain(error);
  }
}

/** What is shown of a file before it is stored. */
export type ImportPreview = Extract<Awaited<ReturnType<typeof importFile>>, { outline: unknown }>;

/** The refusal of a whole file, for whoever sent it. */
export function explain(error: unknown): unknown {
  if (!(error instanceof Unreadable)) return error;
  const { place, message } = error;
  return new Fault("invalid", place ? `${message} (${place})` : message, { fields: [{ path: place, message }] });
}
