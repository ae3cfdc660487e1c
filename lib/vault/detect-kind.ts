import { fileTypeFromBuffer } from "file-type";
import { kindByExtension, isOffice, isText, type FileKind } from "./file-kinds";
import { refusedContent, refusedKind } from "./refusals";
import { looksLikeJson, looksLikeMarkup, TextCheck } from "./text-check";

/** Bytes of the beginning that the decision needs. */
export const HEAD = 4_100;

/** What a file claims to be. */
export interface Claim {
  /** Lower case, without the dot; empty when the name has none. */
  extension: string;
  /** The media type the sender named, if any. */
  declaredType?: string;
}

/** Which kinds of files somebody takes, where it is not evidence: texts of those need not be whole. */
export interface Admission {
  /** What an extension promises. @throws Fault for what is never taken */
  named(extension: string): FileKind | undefined;
  detect(head: Uint8Array, claim: Claim): Promise<FileKind>;
}

/**
 * What the beginning says a file is, if that agrees with its name and its declared type. Office documents still have to
 * be looked into, and texts to be read to their end.
 * @throws Fault unsupported_media_type, or invalid for an empty file
 */
export async function detectKind(head: Uint8Array, claim: Claim): Promise<FileKind> {
  if (head.length === 0) throw refusedContent("The file is empty.");
  const named = namedKind(claim.extension);
  const kind = await kindOf(head, named);
  if (named && named !== kind) throw disagreement(claim.extension, kind);
  requireDeclared(claim.declaredType, kind);
  if (isText(kind) && looksLikeMarkup(head))
    throw refusedKind("HTML and SVG are not accepted: they can run in a browser.");
  if (kind === "application/json" && !looksLikeJson(head))
    throw refusedKind("The name says JSON, but the content is not.");
  return kind;
}

/** What the extension promises; undefined without one. Refuses what is never taken before a byte is read. */
export function namedKind(extension: string): FileKind | undefined {
  if (!extension) return undefined;
  const kind = kindByExtension[extension];
  if (kind) return kind;
  if (/^(svgz?|x?html?|mht(ml)?)$/.test(extension))
    throw refusedKind("HTML and SVG are not accepted: they can run in a browser.");
  if (/^(zip|rar|7z|gz|tgz|tar|bz2|xz|jar)$/.test(extension))
    throw refusedKind("Archives are not accepted: send the files in them one by one.");
  if (/^(doc|xls|ppt|dot|xlt|pot)[mx]?$/.test(extension))
    throw refusedKind("Old Office formats, templates and documents with macros are not accepted.");
  throw refusedKind(`Files of the type .${extension} are not accepted.`);
}

const OFFICE_CONTAINER = new Set(["application/zip", ...Object.values(kindByExtension).filter(isOffice)]);

async function kindOf(head: Uint8Array, named: FileKind | undefined): Promise<FileKind> {
  if (startsWith(head, "PK\x03\x04")) return officeKind(named);
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime as string | undefined;
  if (found && OFFICE_CONTAINER.has(found)) return officeKind(named);
  if (found && Object.values(kindByExtension).includes(found as FileKind)) return found as FileKind;
  // Short signatures also begin honest texts ("BM…", "ID3…"), so a text is known by being one, not by having no signature.
  if (new TextCheck().accepts(wholeCharacters(head))) return named && isText(named) ? named : "text/plain";
  if (found === "application/x-cfb")
    throw refusedKind("Old or password-protected Office documents are not accepted: save without a password.");
  if (named && isText(named))
    throw refusedKind("The name says text, but the content is not UTF-8 text: save it as UTF-8.");
  throw refusedKind(found ? `The content is ${found}, which is not accepted.` : "The content is of no known type.");
}

/** A zip may only be an Office document, and which one its name says; its parts must confirm it later. */
function officeKind(named: FileKind | undefined): FileKind {
  if (named && isOffice(named)) return named;
  if (named) throw refusedKind("The content is a zip archive, which the name does not say.");
  throw refusedKind("Archives are not accepted: send the files in them one by one.");
}

function disagreement(extension: string, kind: string) {
  const names = Object.keys(kindByExtension).filter((key) => kindByExtension[key] === kind);
  const content = names.length ? `that of a .${names[0]} file` : `${kind}`;
  return refusedKind(`The name ends in .${extension}, but the content is ${content}.`);
}

/** Types that say nothing, or that systems use for texts of any kind. */
const VAGUE = /^(application\/(octet-stream|x-www-form-urlencoded|unknown)|binary\/octet-stream|multipart\/.*)?$/;
const TEXTUAL =
  /^(text\/(?!html|x-server-parsed-html).*|application\/(json|.*\+json|xml|yaml|x-yaml|x-ndjson|csv|vnd\.ms-excel|x-log))$/;

function requireDeclared(declaredType: string | undefined, kind: FileKind) {
  const declared = (declaredType ?? "").split(";")[0]!.trim().toLowerCase().replace("image/jpg", "image/jpeg");
  if (VAGUE.test(declared) || declared === kind || (isText(kind) && TEXTUAL.test(declared))) return;
  if (isOffice(kind) && /^application\/(zip|x-zip-compressed)$/.test(declared)) return;
  throw refusedKind(`The file was sent as ${declared}, but its content is ${kind}.`);
}

const startsWith = (bytes: Uint8Array, signature: string) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, signature.length).toString("latin1") === signature;

/** Without the character that the end of the window cut in half. */
function wholeCharacters(head: Uint8Array): Uint8Array {
  if (head.length < HEAD) return head;
  let end = head.length;
  while (end > head.length - 4 && (head[end - 1]! & 0xc0) === 0x80) end -= 1;
  return head.subarray(0, Math.max(0, end - 1));
}
