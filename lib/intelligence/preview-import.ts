import { findImport } from "@/db/queries/intelligence/imports";
import type { Caller } from "@/lib/kernel/actor";
import { previewExport, type Preview } from "./import/preview";
import { startImportInput } from "./import-input";
import { canBringIn } from "./import-policy";
import { look } from "./look";
import { originalOf, withOriginal } from "./open-import";

/** The first records of a file as they would be taken, read as somebody proposes; and what has to be said yet. */
export async function previewImport(
  caller: Caller,
  input: Parameters<typeof openPreview>[1],
): Promise<Omit<Preview, "records"> & { records: PreviewRecord[] }> {
  const { original, filename, format, zone, mapping } = await openPreview(caller, input);
  return withOriginal(original, { verify: false }, async (file) => {
    const preview = await previewExport(file, { filename, format, mapping, zone });
    return { ...preview, records: preview.records.map(describe) };
  });
}

const openPreview = look({
  action: "intelligence.import.preview",
  subject: "import",
  input: startImportInput,
  target: (tx, input) => findImport(tx, input.import_id),
  allow: canBringIn,
  run: async ({ tx, target }, { format, time_zone, mapping }) => ({
    original: await originalOf(tx, target),
    filename: target.filename,
    format,
    zone: time_zone || undefined,
    mapping,
  }),
  seen: (_result, _input, target) => ({
    table: "imports",
    recordId: target.id,
    organizationId: target.organization_id,
    details: { filename: target.filename, sha256: target.sha256, preview: true },
  }),
});

type Described = Preview["records"][number];

const describe = ({ record, sourceKey, author, contentType, text, postedAt, platformContentId }: Described) => ({
  record,
  chat: sourceKey.name,
  platform: sourceKey.platform,
  author: author?.displayName || author?.username || author?.platformUserId || "",
  content_type: contentType,
  posted_at: postedAt?.toISOString() ?? null,
  id: platformContentId,
  text: text.slice(0, 500),
});
export type PreviewRecord = ReturnType<typeof describe>;
