import { answerIn, sameAnswer, sameChoice, sameComment, type Answer, type Standing } from "./answer";

/*
 * What happens to the answer of one question between the person and the server, as pure functions from state to state.
 * answer-queue.ts drives them with time, the network and what the browser keeps.
 */

/** What is posted to /api/save_response. */
export interface SaveBody {
  product_id: number;
  question_id: number;
  /** The version this change was made on, 0 for none: the server refuses it when another came between. */
  version: number;
  partial: true;
  option_id?: number;
  option_ids?: number[];
  answer?: string;
  comment?: string;
  not_applicable?: boolean;
  not_applicable_reason?: string;
}

/** A save on its way. Sent again with the same key, it is done once. */
export interface Sending {
  key: string;
  body: SaveBody;
  answer: Answer;
}

export interface Entry {
  productId: number;
  questionId: number;
  /** What the server last acknowledged, as far as this page knows. */
  base: Standing;
  /** What the person sees and changes. */
  draft: Answer;
  /** Sent, but not answered: it may have arrived. */
  sending: Sending | null;
  /** What stands at the server instead: the person decides. */
  conflict: Standing | null;
  /** Why the server will not take it as it is; another change tries again. */
  refusal: string | null;
  /** The server failed on this one: tried again at `at` (milliseconds). */
  failure: { attempts: number; at: number } | null;
  /** When the person last changed it, and from when it may be sent (milliseconds). */
  editedAt: number;
  dueAt: number;
}

export type Choice = "mine" | "theirs";

export const newEntry = (productId: number, questionId: number, base: Standing): Entry => ({
  productId,
  questionId,
  base,
  draft: answerIn(base),
  sending: null,
  conflict: null,
  refusal: null,
  failure: null,
  editedAt: 0,
  dueAt: 0,
});

/** Something here is not known to be at the server. */
export const isUnsaved = (entry: Entry) => entry.sending !== null || !sameAnswer(entry.draft, entry.base);

/** Not applicable without a reason is kept here until the reason is given. */
export const lacksReason = ({ draft }: Entry) => draft.notApplicable && draft.reason.trim() === "";

/** The answer is approved: only a lead can open it again. */
export const isLocked = (entry: Entry) => (entry.conflict ?? entry.base).status === "approved";

/** Whether there is something that may be sent, now or when it is due. */
export const isSendable = (entry: Entry) =>
  entry.sending !== null ||
  (!sameAnswer(entry.draft, entry.base) && !lacksReason(entry) && !entry.conflict && entry.refusal === null);

/** The person changes something; `wait` is how long (milliseconds) further changes are waited for. */
export function edit(entry: Entry, change: Partial<Answer>, now: number, wait: number): Entry {
  return { ...entry, draft: { ...entry.draft, ...change }, refusal: null, editedAt: now, dueAt: now + wait };
}

/** Makes the save that is to be sent: again what was sent without an answer, or else the change since. */
export function start(entry: Entry, newKey: () => string): Entry & { sending: Sending } {
  const sending = entry.sending ?? { key: newKey(), body: bodyOf(entry), answer: entry.draft };
  return { ...entry, sending };
}

function bodyOf({ productId, questionId, base, draft }: Entry): SaveBody {
  const body: SaveBody = { product_id: productId, question_id: questionId, version: base.version, partial: true };
  if (!sameComment(draft, base)) body.comment = draft.comment.trim();
  if (sameChoice(draft, base)) return body;
  if (draft.notApplicable) return { ...body, not_applicable: true, not_applicable_reason: draft.reason.trim() };
  const text = draft.text.trim();
  body.not_applicable = false;
  if (draft.optionIds !== null) return { ...body, option_ids: draft.optionIds };
  if (draft.optionId !== null) body.option_id = draft.optionId;
  if (text !== "" || draft.optionId === null) body.answer = text;
  return body;
}

/** What the server says of a save that it took. */
export type Saved = Pick<Standing, "version" | "responseId" | "status" | "score" | "scoreSource" | "reasons" | "at">;

/** The server has it. What changed meanwhile is still to be sent. */
export function acknowledge(entry: Entry, saved: Saved, by: string): Entry {
  const answer = entry.sending?.answer ?? entry.draft;
  return { ...entry, base: { ...answer, ...saved, by }, sending: null, conflict: null, refusal: null, failure: null };
}

/** The server refused: another version came between, or the answer was approved. Nothing was overwritten. */
export function collide(entry: Entry, standing: Standing): Entry {
  const after = { ...entry, sending: null, failure: null };
  const mine = entry.sending?.answer ?? entry.draft;
  // What stands is what was sent (its acknowledgement was lost), or differs in nothing that is typed here (a file was
  // added, it was submitted): then there is nothing to decide.
  const nothingToDecide = sameAnswer(standing, mine) || sameAnswer(standing, entry.base);
  if (nothingToDecide && standing.status !== "approved") return { ...after, base: standing };
  if (sameAnswer(standing, entry.draft)) return { ...after, base: standing, draft: answerIn(standing) };
  return { ...after, conflict: standing };
}

/** The server will not take it as it is. */
export const refuse = (entry: Entry, message: string): Entry => ({
  ...entry,
  sending: null,
  failure: null,
  refusal: message,
});

/** The server failed on it, so whether it arrived is not known: it is sent again, the waits growing to half a minute. */
export function postpone(entry: Entry, now: number, wait?: number): Entry {
  const attempts = (entry.failure?.attempts ?? 0) + 1;
  return { ...entry, failure: { attempts, at: now + (wait ?? backoff(attempts)) } };
}

/** Milliseconds to wait before the attempt after this many: 1 s, 2 s, 4 s … 30 s. */
export const backoff = (attempts: number) => Math.min(30_000, 1_000 * 2 ** (attempts - 1));

/** The server, or another tab, says how the answer stands. What the person has not saved is never overwritten. */
export function receive(entry: Entry, standing: Standing): Entry {
  const { base } = entry;
  if (standing.version < base.version) return entry;
  if (standing.version === base.version && (standing.at ?? "") < (base.at ?? "")) return entry;
  if (!isUnsaved(entry)) return { ...entry, base: standing, draft: answerIn(standing), conflict: null };
  if (entry.sending || standing.version === base.version) return entry;
  return collide(entry, standing);
}

/** The person saw both answers and chose. */
export function resolve(entry: Entry, choice: Choice, now: number): Entry {
  if (!entry.conflict) return entry;
  const settled = { ...entry, base: entry.conflict, conflict: null, refusal: null };
  return choice === "mine" ? { ...settled, dueAt: now } : { ...settled, draft: answerIn(entry.conflict) };
}

/** The person gives the unsaved change up. */
export const discard = (entry: Entry): Entry => ({
  ...entry,
  draft: answerIn(entry.base),
  sending: null,
  conflict: null,
  refusal: null,
  failure: null,
});
