import { fingerprint, type SignedCheckpoint } from "./checkpoint";
import type { TrailHeader } from "./trail-file";
import { linesOf, openTrail } from "./trail-source";
import type { Verdict } from "./trail-verifier";
import { verifyTrail } from "./verify-trail";

const USAGE = `Verifies an exported audit trail, or an archived month of one. It needs nothing but Node 20 and the file.

  node verify-trail.mjs <trail.jsonl or .jsonl.gz> [--witness <checkpoints.jsonl>] [--key <fingerprint>]

  --witness  checkpoints that were kept elsewhere; shows whether the trail was cut off or its seal rewritten
  --key      the fingerprint of the signing key, learned elsewhere; without it the file's own keys are believed
`;

/** The program verify-trail.mjs. Ends with 0 for a trail that verifies, 1 for one that does not, 2 for wrong usage. */
export async function main(words: string[], say: (line: string) => void): Promise<number> {
  const [file, ...rest] = words;
  const options = new Map<string, string>();
  for (let i = 0; i < rest.length; i += 2) options.set(rest[i]!, rest[i + 1] ?? "");
  if (!file || file.startsWith("-") || [...options.keys()].some((name) => name !== "--witness" && name !== "--key")) {
    say(USAGE);
    return 2;
  }
  try {
    const verdict = await verifyFile(file, { witness: options.get("--witness"), key: options.get("--key") }, say);
    tell(verdict, say);
    return verdict.ok ? 0 : 1;
  } catch (error) {
    say(`NOT OK: ${(error as Error).message}`);
    return 1;
  }
}

/** Verifies the file of an exported trail. */
async function verifyFile(
  file: string,
  { witness, key }: { witness?: string; key?: string },
  say: (line: string) => void = () => undefined,
): Promise<Verdict> {
  const { header, pieces } = await openTrail(file);
  return verifyTrail(pieces, {
    trusted: trustedOf(header, key, say),
    from: header.from ?? undefined,
    to: header.to ?? undefined,
    partial: header.from !== null || header.to !== null,
    witness: witness ? witnessedIn(witness, header) : undefined,
  });
}

function trustedOf(header: TrailHeader, key: string | undefined, say: (line: string) => void): string[] {
  if (key) return header.public_keys.filter((known) => fingerprint(known) === key.replace(/[\s:]/g, "").toLowerCase());
  for (const known of header.public_keys)
    say(`Believing the file's own key ${fingerprint(known)}; compare it with one you learned elsewhere.`);
  return header.public_keys;
}

/** What a witness saw after the export was made says nothing about it. */
async function* witnessedIn(file: string, header: TrailHeader): AsyncGenerator<SignedCheckpoint> {
  for await (const line of linesOf(file)) {
    const kept = JSON.parse(line) as SignedCheckpoint;
    if (kept.n <= header.checkpoint) yield kept;
  }
}

function tell(verdict: Verdict, say: (line: string) => void) {
  const { entries, checkpoints, erased, last, problems, problem_count } = verdict;
  for (const { message, timestamp } of problems) say(`${message}${timestamp ? ` (${timestamp})` : ""}`);
  if (problem_count > problems.length) say(`… and ${problem_count - problems.length} more.`);
  const what = `${entries} entries under ${checkpoints} checkpoints`;
  const erasure = erased ? `; of ${erased} the values were erased` : "";
  say(verdict.ok ? `OK: ${what} verify${erasure}.` : `NOT OK: ${problem_count} things are wrong in ${what}.`);
  if (last) say(`Last checkpoint ${last.n}, sealed ${last.sealed_at}, signed by ${fingerprint(last.public_key)}`);
}
