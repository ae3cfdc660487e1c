import type { Answer, OptionTexts, Standing } from "./answer";
import { isUnsaved, newEntry, type Entry, type Sending } from "./save-queue";

/**
 * Where the browser keeps what the server does not have yet: it survives a reload, a crash and a power cut. One record
 * per user, product, question and tab, so that two tabs never overwrite one another's.
 */
export interface Kept {
  user: number;
  product: number;
  question: number;
  tab: string;
  base: Standing;
  draft: Answer;
  sending: Sending | null;
  options: OptionTexts;
  editedAt: number;
}

/** What of the browser's storage is used. */
export type KeepIn = Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;

const PREFIX = "securesphere.answer";
const prefixOf = (user: number) => `${PREFIX}.${user}.`;
const keyOf = (kept: Pick<Kept, "user" | "product" | "question" | "tab">) =>
  `${prefixOf(kept.user)}${kept.product}.${kept.question}.${kept.tab}`;

/** Keeps an entry that is not saved, forgets one that is. Says false when the browser has no room. */
export function keep(storage: KeepIn, entry: Entry, user: number, tab: string, options: OptionTexts): boolean {
  const kept: Kept = {
    user,
    product: entry.productId,
    question: entry.questionId,
    tab,
    base: entry.base,
    draft: entry.draft,
    sending: entry.sending,
    options,
    editedAt: entry.editedAt,
  };
  try {
    if (isUnsaved(entry)) storage.setItem(keyOf(kept), JSON.stringify(kept));
    else storage.removeItem(keyOf(kept));
    return true;
  } catch {
    return false;
  }
}

/** Everything kept for a user, by whichever tab, the latest change first. What cannot be read is left alone. */
export function listKept(storage: KeepIn, user: number): Kept[] {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
  return keys
    .filter((key) => key.startsWith(prefixOf(user)))
    .flatMap((key) => {
      const kept = read(storage.getItem(key));
      return kept && kept.user === user && key === keyOf(kept) ? kept : [];
    })
    .sort((a, b) => b.editedAt - a.editedAt);
}

function read(text: string | null): Kept | undefined {
  try {
    const kept = JSON.parse(text ?? "null") as Kept | null;
    const whole = kept && Number.isInteger(kept.product) && Number.isInteger(kept.question) && kept.base && kept.draft;
    return whole ? kept : undefined;
  } catch {
    return undefined;
  }
}

export const forget = (storage: KeepIn, kept: Pick<Kept, "user" | "product" | "question" | "tab">) =>
  storage.removeItem(keyOf(kept));

/** A kept answer as the entry it was. */
export const entryOf = ({ product, question, base, draft, sending, editedAt }: Kept): Entry => ({
  ...newEntry(product, question, complete(base)),
  draft: complete(draft),
  sending: sending && { ...sending, answer: complete(sending.answer) },
  editedAt,
});

/** What was kept before questions could take several options says nothing of them. */
const complete = <Said extends Answer>(answer: Said): Said => ({ ...answer, optionIds: answer.optionIds ?? null });

/** How many answers of a user are kept here and not at the server: asked before signing out. */
export function countKept(user: number, storage: KeepIn = localStorage): number {
  return new Set(listKept(storage, user).map(({ product, question }) => `${product}.${question}`)).size;
}

/** Forgets what is kept of a user, after the warning. */
export function forgetKept(user: number, storage: KeepIn = localStorage): void {
  for (const kept of listKept(storage, user)) forget(storage, kept);
}
