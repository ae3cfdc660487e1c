import { extractIdentifiers } from "@/lib/intelligence/extraction/extract";
import type { IdentifierKind } from "@/lib/intelligence/extraction/identifier";
import { normalizeIdentifier } from "@/lib/intelligence/extraction/normalize";

/** Values that are looked up at once. */
const MOST_LOOKED_UP = 1_000;

export interface Candidate {
  value: string;
  kind: IdentifierKind | null;
  /** What it is looked for as. */
  forms: { kind: IdentifierKind; normalized: string }[];
}

const NAMES = ["name", "organization", "location", "handle"] as const;

/** The values of a pasted list, each once, in their order: pure. */
export function readPasted(text: string, region?: string): { candidates: Candidate[]; left_out: number } {
  const byForm = new Map<string, Candidate>();
  for (const line of text.split(/[\r\n;]+/).map((each) => each.trim())) {
    if (line === "") continue;
    for (const candidate of ofLine(line, region)) {
      const key = candidate.forms.map(({ kind, normalized }) => `${kind} ${normalized}`).join();
      if (!byForm.has(key)) byForm.set(key, candidate);
    }
  }
  const all = [...byForm.values()];
  return { candidates: all.slice(0, MOST_LOOKED_UP), left_out: Math.max(0, all.length - MOST_LOOKED_UP) };
}

function ofLine(line: string, region: string | undefined): Candidate[] {
  const found = extractIdentifiers(line, { ...(region ? { defaultRegion: region } : {}) });
  if (found.length > 0)
    return found.map(({ kind, value, normalized }) => ({ value, kind, forms: [{ kind, normalized }] }));
  const short = line.slice(0, 500);
  const forms = NAMES.flatMap((kind) => {
    const normalized = normalizeIdentifier(kind, short)?.normalized;
    return normalized === undefined ? [] : [{ kind, normalized }];
  });
  return forms.length === 0 ? [] : [{ value: short, kind: null, forms }];
}
