import type { IdentifierKind } from "../../extraction/identifier";

/** What may be searched for: kinds of identifiers, and free text. */
export const searchTypes = [
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
  "text",
] as const satisfies readonly (IdentifierKind | "text")[];
export type SearchType = (typeof searchTypes)[number];

/** One thing that a search found. */
export interface OsintEntry {
  /** What told it: a module, an analyzer, a source of the workspace. */
  source: string;
  /** What it is, in that source's own word. */
  type: string;
  /** The kind of identifier that `value` is; null: none. */
  kind: Exclude<SearchType, "text"> | "location" | null;
  value: string;
  /** What else is to be said of it, for reading. */
  detail: string;
  /** When it was seen, as the source says it. */
  seenAt: string | null;
  /** 0–1, where the source says how sure it is. */
  confidence: number | null;
  /** What the source answered, where it is more than the above. */
  data?: unknown;
}

export interface OsintFindings {
  results: OsintEntry[];
  sourcesSearched: number;
  /** 0–100, where the source says one. It is the source's, and flags nobody. */
  riskScore?: number;
  /** What the source said besides: that something was left out, or failed. */
  remarks?: string[];
}

export interface ConnectorSettings {
  baseUrl: string;
  /** A key, a token, or user:password; '': none. */
  credential: string;
  /** Milliseconds that the whole search may take. */
  timeoutMs: number;
  /** Milliseconds between looks at whether a scan has ended, and before the first retry. */
  pauseMs: number;
  /** Says how far it is. */
  say: (step: string) => void;
  /** Hosts that may stand in a private network. */
  privateHosts: readonly string[];
}

/** A way to ask somebody else. It throws ConnectorFailed with words for the analyst, and never hangs longer than it may. */
export interface Connector {
  /** What may be asked for. */
  types: readonly SearchType[];
  search(query: string, type: SearchType, settings: ConnectorSettings, signal: AbortSignal): Promise<OsintFindings>;
}

/** The service did not do what was asked, in words for whoever asked. */
export class ConnectorFailed extends Error {}

/** The most entries that are kept of a search. */
export const MOST_ENTRIES = 5_000;
