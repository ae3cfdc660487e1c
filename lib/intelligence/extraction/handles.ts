import { accountOf } from "./links";
import type { FoundIdentifier, NormalizedIdentifier } from "./identifier";

const MENTION = /(?<![\p{L}\p{N}_@./%+=-])@([a-z][a-z0-9_.]{1,30}[a-z0-9_])(?![\p{L}\p{N}_@])/giu;
const NOBODY = new Set(["all", "everyone", "here", "channel", "admin", "admins", "online", "gmail.com"]);

/** An account's name: lower case, without its at sign. The same name on two platforms may be two people. */
export function normalizeHandle(raw: string): NormalizedIdentifier | null {
  const name = accountOf(raw.trim()) ?? raw.trim().replace(/^@/, "");
  if (!name || /\s/.test(name)) return null;
  return { value: raw, normalized: name.normalize("NFKC").toLowerCase(), isValid: /^[a-z0-9_.]{2,64}$/i.test(name) };
}

export function findHandles(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  for (const match of text.matchAll(MENTION)) {
    const normalized = match[1]!.toLowerCase();
    if (NOBODY.has(normalized) || normalized.includes("..")) continue;
    const [start, end] = [match.index, match.index + match[0].length];
    found.push({ kind: "handle", value: match[0], normalized, start, end, isValid: true });
  }
  return found;
}
