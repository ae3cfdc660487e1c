import type { IdentifierKind as StoredKind } from "@/db/schema/intelligence/identifiers";

/* What an identifier is: pure, known to the extraction, to what stores it and to the screens. */

export const IDENTIFIER_KINDS = [
  "email",
  "phone",
  "ip",
  "domain",
  "url",
  "hash",
  "wallet",
  "iban",
  "handle",
  "name",
  "organization",
  "location",
] as const satisfies readonly StoredKind[];
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/** A value in its one form: what is the same is written the same, and found again by it. */
export interface NormalizedIdentifier {
  value: string;
  normalized: string;
  /** What the normalized form says of itself: a wallet's coin, a hash's algorithm, a phone's country, a link's host. */
  detail?: string;
  /** By its checksum or, where there is none, by the rules of its kind. */
  isValid: boolean;
}

/** An identifier at its place in a text: UTF-16 offsets, the end excluded, so that `text.slice(start, end)` is its value. */
export interface FoundIdentifier extends NormalizedIdentifier {
  kind: IdentifierKind;
  start: number;
  end: number;
}

/** A place that the export itself says to hold an identifier of a kind. */
export interface TaggedPlace {
  kind: IdentifierKind;
  start: number;
  end: number;
}

/** Bytes of the longest normalized form that is kept: what an index takes. */
export const MOST_BYTES = 2_000;

export const isKeepable = ({ normalized }: Pick<NormalizedIdentifier, "normalized">) =>
  normalized.length <= MOST_BYTES / 4 || new TextEncoder().encode(normalized).length <= MOST_BYTES;
