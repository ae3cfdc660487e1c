import { createHash } from "node:crypto";
import { Fault } from "@/lib/kernel/fault";

/*
 * An ETag is a digest of the body. Before it stands, where there is one, the version that a write asks for: what is
 * derived (a score, a status) may change the body without making somebody else's edit of it stale.
 */

/** The ETag of a body, and of the version of what may be changed in it. */
export function etagOf(text: string, version?: number): string {
  const digest = createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");
  return version === undefined ? `"${digest}"` : `"${version}-${digest}"`;
}

/** Whether If-None-Match says that the caller has it already. */
export function isKnown(headers: Headers, etag: string): boolean {
  const known = headers.get("if-none-match");
  if (!known) return false;
  return known.trim() === "*" || tagsOf(known).some((tag) => tag.replace(/^W\//, "") === etag);
}

/**
 * The version that If-Match names; undefined for `*`, whichever stands. Of several only the newest can still hold.
 * @throws Fault precondition_required without If-Match, precondition_failed when it names no version of ours
 */
export function matchedVersion(headers: Headers): number | undefined {
  const wanted = headers.get("if-match");
  if (wanted === null) {
    throw new Fault(
      "precondition_required",
      "Send the ETag that you last saw as If-Match, so that nothing newer is lost.",
    );
  }
  if (wanted.trim() === "*") return undefined;
  const versions = tagsOf(wanted).flatMap((tag) => /^"([1-9]\d{0,9})-[\w-]{22}"$/.exec(tag)?.[1] ?? []);
  const newest = Math.max(...versions.map(Number));
  if (newest < 1 || newest > 2_147_483_647) throw failed();
  return newest;
}

/** Translates what a use case throws for a stale version into the answer to If-Match. */
export function refusePrecondition(error: unknown): never {
  throw error instanceof Fault && error.code === "stale_version" ? failed(error.extras) : error;
}

const failed = (extras?: Fault["extras"]) =>
  new Fault("precondition_failed", "This changed since you last saw it. Nothing was overwritten.", extras);

const tagsOf = (list: string) => list.split(",").map((tag) => tag.trim());
