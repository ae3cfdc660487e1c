import { Fault } from "@/lib/kernel/fault";
import { formBody, isJson, jsonBody, mediaType } from "./body";

/** The three ways to hand in an answer: JSON, a form, or a form with files. */
export async function saveResponseInput(request: Request): Promise<unknown> {
  const type = mediaType(request);
  if (isJson(type)) return jsonBody(request);
  if (type === "application/x-www-form-urlencoded") return formBody(request);
  throw new Fault("unsupported_media_type", "Send JSON, application/x-www-form-urlencoded or multipart/form-data.");
}
