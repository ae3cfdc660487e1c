import { normalizeIdentifier } from "@/lib/intelligence/extraction/normalize";
import type { OsintEntry } from "./connectors/connector";

/** An identifier that a search tells of, which somebody may link. */
export interface Suggestion {
  kind: string;
  value: string;
  normalized: string;
  /** How many of the search's entries tell of it, and what told it. */
  entries: number;
  sources: string[];
  /** 0–1: how surely it is what it seems, by the sources' own word and its own check. A person says how surely it belongs here. */
  confidence: number;
}

const MOST_SOURCES = 5;

/** The identifiers among what was found, each once, however it was written: those told most often first. */
export function suggestLinks(entries: readonly OsintEntry[]): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const { kind, value, source, confidence } of entries) {
    const wanted = kind && normalizeIdentifier(kind, value);
    if (!kind || !wanted) continue;
    const key = `${kind}|${wanted.normalized}`;
    const known = found.get(key) ?? {
      kind,
      value,
      normalized: wanted.normalized,
      entries: 0,
      sources: [],
      confidence: 0,
    };
    known.entries += 1;
    if (!known.sources.includes(source) && known.sources.length < MOST_SOURCES) known.sources.push(source);
    known.confidence = Math.max(known.confidence, wanted.isValid ? (confidence ?? 0.5) : 0.1);
    found.set(key, known);
  }
  return [...found.values()].sort((a, b) => b.entries - a.entries);
}
