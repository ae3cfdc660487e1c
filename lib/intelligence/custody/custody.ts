import { createHash } from "node:crypto";

/*
 * The chain of custody of an exhibit: every hand it went through, each entry bound to the one before by SHA-256, so that
 * none can be changed, left out or put in without the rest saying so. Pure: server and public/verify-custody.mjs verify by
 * this same code. Changing what is hashed breaks every chain there is.
 */

export const custodyActions = [
  "received",
  "transferred",
  "accepted",
  "declined",
  "examined",
  "returned",
  "disposed",
] as const;
export type CustodyAction = (typeof custodyActions)[number];

/** Somebody as the chain knows it: with an account where there is one, by name in any case. */
export interface Custodian {
  id: number | null;
  name: string;
}

/** An entry, before it is bound to the chain. */
export interface CustodyEntry {
  seq: number;
  action: CustodyAction;
  /** Who wrote it. */
  by: Custodian;
  /** From whose hands into whose; null where the exhibit stayed where it was. */
  from: Custodian | null;
  to: Custodian | null;
  /** ISO 8601, UTC, to the millisecond. */
  at: string;
  reason: string;
  /** SHA-256 of the exhibit's file, in hexadecimal. */
  file_sha256: string;
}

export interface CustodyLink extends CustodyEntry {
  /** Hash of the entry before; zeros before the first. */
  previous: string;
  hash: string;
}

/** Which exhibit a chain is of: bound into every hash, so that no entry can be moved to another exhibit. */
export interface ChainOf {
  /** `C-2026-0001`. */
  case: string;
  /** `EX-1`. */
  exhibit: string;
}

export const NO_PREVIOUS = "0".repeat(64);

const person = (who: Custodian | null) => who && [who.id, who.name];

/** The text whose SHA-256 is an entry's hash: a JSON array, in this order. */
const canonicalText = (of: ChainOf, entry: CustodyEntry, previous: string): string =>
  JSON.stringify([
    "securesphere-custody-1",
    ...[of.case, of.exhibit, entry.seq, entry.action, person(entry.by), person(entry.from), person(entry.to)],
    ...[entry.at, entry.reason, entry.file_sha256, previous],
  ]);

const custodyHash = (of: ChainOf, entry: CustodyEntry, previous: string): string =>
  createHash("sha256")
    .update(canonicalText(of, entry, previous), "utf8")
    .digest("hex");

/** Binds an entry to the last one of a chain. */
export function bind(of: ChainOf, last: CustodyLink | undefined, entry: Omit<CustodyEntry, "seq">): CustodyLink {
  const next = { ...entry, seq: (last?.seq ?? 0) + 1 };
  const previous = last?.hash ?? NO_PREVIOUS;
  return { ...next, previous, hash: custodyHash(of, next, previous) };
}

export type Broken = { seq: number; problem: string };

/** The first thing wrong with a chain; undefined: it is whole. A file that changed is one of them. */
export function firstBroken(of: ChainOf, links: readonly CustodyLink[], fileSha256: string): Broken | undefined {
  if (links.length === 0) return { seq: 1, problem: "there is no entry at all" };
  let last: CustodyLink | undefined;
  let standing: Standing = BEFORE;
  for (const link of links) {
    const seq = (last?.seq ?? 0) + 1;
    if (link.seq !== seq) return { seq, problem: `entry ${seq} is missing: entry ${link.seq} stands in its place` };
    if (link.previous !== (last?.hash ?? NO_PREVIOUS))
      return { seq, problem: `entry ${seq} does not follow the entry before it` };
    if (custodyHash(of, link, link.previous) !== link.hash)
      return { seq, problem: `entry ${seq} is not what was written: its hash differs` };
    if (link.file_sha256 !== fileSha256) return { seq, problem: `entry ${seq} is of another file` };
    const refused = refuseStep(standing, link);
    if (refused) return { seq, problem: `entry ${seq} could not follow: ${refused}` };
    standing = after(standing, link);
    last = link;
  }
  return undefined;
}

/** Where an exhibit is. */
export interface Standing {
  state: "nowhere" | "held" | "in_transfer" | "returned" | "disposed";
  /** In whose hands; while it is handed over, still in those of who hands it over. */
  holder: Custodian | null;
  /** Who is to accept it. */
  receiver: Custodian | null;
}

export const BEFORE: Standing = { state: "nowhere", holder: null, receiver: null };

/** What may come next, by the state alone. */
export const nextActions: Record<Standing["state"], readonly CustodyAction[]> = {
  nowhere: ["received"],
  held: ["transferred", "examined", "returned", "disposed"],
  in_transfer: ["accepted", "declined"],
  returned: ["received"],
  disposed: [],
};

export const isSame = (a: Custodian | null, b: Custodian | null): boolean =>
  a !== null && b !== null && (a.id === null ? b.id === null && a.name === b.name : a.id === b.id);

/**
 * Why an entry cannot follow; undefined: it can. Who takes it over says so itself, and it leaves the hands that hold it. That
 * somebody else may write for a holder who is gone is no matter of the chain, which says who wrote.
 */
export function refuseStep(
  standing: Standing,
  entry: Pick<CustodyEntry, "action" | "by" | "from" | "to">,
): string | undefined {
  const { action, by, from, to } = entry;
  if (!nextActions[standing.state].includes(action))
    return `${action} does not follow ${standing.state.replace("_", " ")}`;
  if (GIVES_AWAY.has(action) && !isSame(from, standing.holder)) return "it is not in those hands";
  switch (action) {
    case "received":
      return isSame(to, by) ? undefined : "who receives it writes so";
    case "transferred":
      return to && to.id !== null && !isSame(to, from)
        ? undefined
        : "it is handed over to somebody else who has an account";
    case "accepted":
      return isSame(by, standing.receiver) && isSame(to, by) ? undefined : "only who it was handed to accepts it";
    case "examined":
      return isSame(by, standing.holder) ? undefined : "only who holds it examines it";
    case "returned":
      return to ? undefined : "it is returned to somebody";
    default:
      return undefined;
  }
}

/** What an exhibit leaves somebody's hands by. */
const GIVES_AWAY: ReadonlySet<CustodyAction> = new Set(["transferred", "accepted", "returned", "disposed"]);

/** Where an exhibit is after an entry that could follow. */
export function after(standing: Standing, entry: Pick<CustodyEntry, "action" | "by" | "to">): Standing {
  switch (entry.action) {
    case "received":
    case "accepted":
      return { state: "held", holder: entry.to, receiver: null };
    case "transferred":
      return { ...standing, state: "in_transfer", receiver: entry.to };
    case "declined":
      return { ...standing, state: "held", receiver: null };
    case "examined":
      return standing;
    case "returned":
      return { state: "returned", holder: null, receiver: null };
    case "disposed":
      return { state: "disposed", holder: null, receiver: null };
  }
}

export const standingOf = (links: readonly Pick<CustodyEntry, "action" | "by" | "to">[]): Standing =>
  links.reduce(after, BEFORE);
