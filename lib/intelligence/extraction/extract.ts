import { findEmails, findIps } from "./addresses";
import { findHandles } from "./handles";
import { findIbans } from "./ibans";
import { isKeepable, type FoundIdentifier, type TaggedPlace } from "./identifier";
import { findHosts, findLinks } from "./links";
import { normalizeIdentifier } from "./normalize";
import { findPhones } from "./phones";
import { hints } from "./hints";
import { findWords } from "./words";

export interface ExtractionOptions {
  /** The country whose telephone numbers may be written without its code: the source's. */
  defaultRegion?: string;
  /** What the export itself says to be an identifier; it is believed before what is found. */
  tagged?: readonly TaggedPlace[];
}

/**
 * The identifiers of a text, in the order of their places, no two of which overlap: what an export tagged goes before
 * what is found, a link before the domain within it, an e-mail before its domain, and a wallet or a hash before the
 * digits of a telephone number. Pure; its cost grows with the text's length.
 */
export function extractIdentifiers(
  text: string,
  { defaultRegion, tagged = [] }: ExtractionOptions = {},
): FoundIdentifier[] {
  const given = tagged.flatMap((place) => taggedIdentifier(text, place, defaultRegion) ?? []);
  const hint = hints(text);
  const found = given;
  // In the order of who goes before whom.
  if (hint.link) found.push(...findLinks(text));
  if (hint.at && hint.dot) found.push(...findEmails(text));
  if (hint.long) found.push(...findWords(text));
  if (hint.digits >= 8) found.push(...findIbans(text));
  if ((hint.digits >= 4 && hint.dot) || hint.colons >= 2) found.push(...findIps(text));
  if (hint.dot) found.push(...findHosts(text));
  if (hint.digits >= 7) found.push(...findPhones(text, defaultRegion));
  if (hint.at) found.push(...findHandles(text));
  const kept = found.every(isKeepable) ? found : found.filter(isKeepable);
  return kept.length < 2 ? kept : withoutOverlaps(kept);
}

function taggedIdentifier(text: string, { kind, start, end }: TaggedPlace, region?: string): FoundIdentifier | null {
  if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length))
    return null;
  const value = text.slice(start, end);
  const found = normalizeIdentifier(kind, value, region);
  return found && { kind, ...found, start, end };
}

/** Each where no earlier one of the list is, then by place. */
function withoutOverlaps(found: readonly FoundIdentifier[]): FoundIdentifier[] {
  const kept: FoundIdentifier[] = []; // by place
  for (const each of found) {
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (kept[middle]!.start < each.start) low = middle + 1;
      else high = middle;
    }
    const isFree = (kept[low - 1]?.end ?? 0) <= each.start && each.end <= (kept[low]?.start ?? Infinity);
    if (isFree) kept.splice(low, 0, each);
  }
  return kept;
}
