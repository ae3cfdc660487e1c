import type { Caller } from "@/lib/kernel/actor";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { storeImport, type ImportUpload } from "@/lib/intelligence/store-import";
import { mediaType } from "./body";
import { formParts } from "./multipart";
import { respondJson } from "./respond";

/** A form with fields first and the file last, so that the file can go to the store as it comes. */
export async function receiveImport(request: Request, _params: unknown, caller: Caller): Promise<Response> {
  if (mediaType(request) !== "multipart/form-data")
    throw new Fault("unsupported_media_type", "Send multipart/form-data: the fields, then the file.");
  const fields = new Map<string, string>();
  for await (const part of formParts(request)) {
    if (!("file" in part)) {
      fields.set(part.name, part.value);
      continue;
    }
    if (part.name !== "file") throw invalidField(part.name, "is not a file that is expected: name it file");
    const upload = { facts: factsOf(fields), start: fields.get("start") !== "false" };
    const stored = await storeImport(caller, { ...upload, file: { ...part.file, signal: request.signal } });
    return respondJson(stored, 201, { location: `/api/v1/imports/${stored.import.id}` });
  }
  throw invalidField("file", "is required: the export, behind the other fields");
}

function factsOf(fields: Map<string, string>): ImportUpload["facts"] {
  const text = fields.get("mapping");
  let mapping: unknown;
  try {
    mapping = text ? JSON.parse(text) : undefined;
  } catch {
    throw invalidField("mapping", "is not JSON");
  }
  const named = (name: string) => fields.get(name) ?? "";
  return {
    supplied_by: named("supplied_by"),
    authority: named("authority"),
    format: fields.get("format"),
    time_zone: named("time_zone"),
    mapping: mapping as ImportUpload["facts"]["mapping"],
  };
}
