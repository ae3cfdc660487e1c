import { standingOf, type Answer, type OptionTexts, type Standing } from "./answer";
import { entryOf, forget, keep, listKept, type KeepIn } from "./kept-answers";
import {
  acknowledge,
  backoff,
  collide,
  discard,
  edit,
  isSendable,
  isUnsaved,
  lacksReason,
  newEntry,
  postpone,
  receive,
  refuse,
  resolve,
  start,
  type Choice,
  type Entry,
  type SaveBody,
} from "./save-queue";
import type { Outcome } from "./send-answer";

/** What the queue needs of the browser. */
export interface Surroundings {
  send: (body: SaveBody, key: string) => Promise<Outcome>;
  storage: KeepIn;
  now: () => number;
  /** Runs `run` after `wait` milliseconds; returns what cancels it. */
  later: (run: () => void, wait: number) => () => void;
  newKey: () => string;
  isOnline: () => boolean;
  /** Tabs that are open now: what they keep is theirs to send. */
  openTabs: () => Promise<ReadonlySet<string>>;
  /** Tells the other tabs of a saved answer. */
  tell: (news: News) => void;
}

/** What one tab tells the others. */
export interface News {
  productId: number;
  questionId: number;
  standing: Standing;
}

/** Why nothing is being sent now. */
export type Pause = { why: "offline" | "busy" | "signed_out"; attempts: number; at: number };

/** The queue at a glance, for the line that says how saving goes. */
export interface Summary {
  unsaved: number;
  sending: number;
  /** Not applicable, and the reason is still to be given. */
  incomplete: number;
  conflicts: number;
  /** Who changed the first of them. */
  changedBy: string | null;
  refused: number;
  failing: number;
  pause: Pause["why"] | null;
  /** The browser has no room to keep what is not saved. */
  unkept: boolean;
  savedAt: string | null;
}

const MOST_AT_ONCE = 3;
const keyOf = (productId: number, questionId: number) => `${productId}.${questionId}`;

/**
 * Every answer between the person and the server, of whichever product: one save at a time for each question, the latest
 * wins; kept by the browser until the server has acknowledged it. Create one per tab and user.
 */
export class AnswerQueue {
  private readonly entries = new Map<string, Entry>();
  private readonly options = new Map<string, OptionTexts>();
  private readonly inFlight = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private pause: Pause | null = null;
  /** Answers that are nowhere but on this page: the browser had no room. */
  private readonly unkept = new Set<string>();
  private savedAt: string | null = null;
  private cancelTimer: (() => void) | undefined;
  /** Nothing is sent any more. */
  closed = false;
  private glance: Summary | undefined;

  constructor(
    private readonly user: { id: number; name: string },
    private readonly tab: string,
    private readonly around: Surroundings,
  ) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  entry = (productId: number, questionId: number): Entry | undefined => this.entries.get(keyOf(productId, questionId));

  summary = (): Summary => (this.glance ??= this.summarize());

  /** Answers of one product that the server has not acknowledged. */
  unsavedOf = (productId: number): number =>
    [...this.entries.values()].filter((entry) => entry.productId === productId && isUnsaved(entry)).length;

  /** Takes over what a page shows of a question. What is not saved yet stays. */
  open(productId: number, questionId: number, standing: Standing, options: OptionTexts): void {
    const key = keyOf(productId, questionId);
    this.options.set(key, options);
    const entry = this.entries.get(key);
    this.set(key, entry ? receive(entry, standing) : newEntry(productId, questionId, standing));
  }

  /** The person changes something; it is sent after `wait` milliseconds without a further change. */
  change(productId: number, questionId: number, change: Partial<Answer>, wait = 0): void {
    const key = keyOf(productId, questionId);
    const entry = this.entries.get(key);
    if (!entry) throw new Error(`Question ${questionId} is not open here`);
    this.set(key, edit(entry, change, this.around.now(), wait));
    this.pump();
  }

  /** The person saw both answers and chose. */
  resolve(productId: number, questionId: number, choice: Choice): void {
    this.transform(productId, questionId, (entry) => resolve(entry, choice, this.around.now()));
  }

  discard(productId: number, questionId: number): void {
    this.transform(productId, questionId, discard);
  }

  /** The answer stands differently at the server: a file was added, another tab saved it. */
  receive(productId: number, questionId: number, change: (base: Standing) => Standing): void {
    this.transform(productId, questionId, (entry) => receive(entry, change(entry.base)));
  }

  /** Sends what is due later at once: the page may be going away. */
  flush(): void {
    const now = this.around.now();
    for (const [key, entry] of this.entries) if (entry.dueAt > now) this.entries.set(key, { ...entry, dueAt: now });
    this.pump();
  }

  /**
   * The connection or the person is back: tries again without waiting. Waits begin anew, too: browsers say that they are
   * online a moment before anything gets through, and what is on its way then is lost once more.
   */
  retry(): void {
    if (this.pause) this.pause = { ...this.pause, attempts: 0, at: 0 };
    for (const [key, entry] of this.entries) {
      if (entry.failure) this.entries.set(key, { ...entry, failure: { attempts: 0, at: 0 } });
    }
    this.pump();
  }

  /** Someone else signed in: nothing of this person's is sent any more. What is unsaved stays kept for its return. */
  close(): void {
    this.closed = true;
    this.cancelTimer?.();
    this.stop("signed_out");
  }

  /** Takes up what earlier pages and tabs that are gone could not save. */
  async restore(): Promise<void> {
    const open = await this.around.openTabs();
    for (const kept of listKept(this.around.storage, this.user.id)) {
      if (kept.tab === this.tab || open.has(kept.tab)) continue;
      const key = keyOf(kept.product, kept.question);
      const current = this.entries.get(key);
      // An earlier change of the same answer waits its turn: it will be compared, not lost.
      if (current && isUnsaved(current)) continue;
      const restored = entryOf(kept);
      this.options.set(key, kept.options);
      this.set(key, current ? receive(restored, current.base) : restored);
      // Where the browser had no room for a second copy, the first is the only one.
      if (!this.unkept.has(key)) forget(this.around.storage, kept);
    }
    this.pump();
  }

  private transform(productId: number, questionId: number, change: (entry: Entry) => Entry): void {
    const key = keyOf(productId, questionId);
    const entry = this.entries.get(key);
    if (!entry) return;
    this.set(key, change(entry));
    this.pump();
  }

  private set(key: string, entry: Entry): void {
    this.entries.set(key, entry);
    const kept = keep(this.around.storage, entry, this.user.id, this.tab, this.textsOf(key));
    if (kept) this.unkept.delete(key);
    else this.unkept.add(key);
    this.changed();
  }

  private textsOf(key: string): OptionTexts {
    const texts = this.options.get(key);
    return texts === undefined ? {} : texts;
  }

  private changed(): void {
    this.glance = undefined;
    this.listeners.forEach((listener) => listener());
  }

  /** Sends what is due, as far as the connection allows, and comes back when the next is. */
  private pump(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    if (this.closed) return;
    const now = this.around.now();
    const waiting = [...this.entries].filter(([key, entry]) => !this.inFlight.has(key) && isSendable(entry));
    if (waiting.length > 0 && !this.around.isOnline() && this.pause?.why !== "offline") this.stop("offline");
    let next = Infinity;
    for (const [key, entry] of waiting) {
      // While nothing gets through, one save at a time finds out whether it does again.
      const room = this.pause ? 1 : MOST_AT_ONCE;
      const at = Math.max(entry.sending ? 0 : entry.dueAt, entry.failure?.at ?? 0, this.pause?.at ?? 0);
      if (at > now) next = Math.min(next, at);
      else if (this.inFlight.size < room) void this.post(key, entry);
    }
    if (next < Infinity) this.cancelTimer = this.around.later(() => this.pump(), next - now);
  }

  private async post(key: string, entry: Entry): Promise<void> {
    const sent = start(entry, this.around.newKey);
    this.inFlight.add(key);
    this.set(key, sent);
    const outcome = await this.around.send(sent.sending.body, sent.sending.key);
    this.inFlight.delete(key);
    this.settle(key, this.entries.get(key) ?? sent, outcome);
    this.pump();
  }

  private settle(key: string, entry: Entry, outcome: Outcome): void {
    const now = this.around.now();
    if (outcome.kind === "away") return this.stop("offline");
    if (outcome.kind === "signed_out") return this.stop("signed_out");
    if (outcome.kind === "busy") return this.stop("busy", outcome.retryAfter);
    if (!this.closed) this.pause = null;
    switch (outcome.kind) {
      case "saved": {
        const saved = acknowledge(entry, outcome.saved, this.user.name);
        this.savedAt = outcome.saved.at;
        this.set(key, saved);
        return this.around.tell({ productId: saved.productId, questionId: saved.questionId, standing: saved.base });
      }
      case "collision":
        return this.set(key, collide(entry, standingOf(outcome.current, this.textsOf(key))));
      case "refused":
        return this.set(key, refuse(entry, outcome.message));
      case "failed":
        return this.set(key, postpone(entry, now, outcome.retryAfter));
    }
  }

  private stop(why: Pause["why"], wait?: number): void {
    const attempts = (this.pause?.attempts ?? 0) + 1;
    this.pause = { why, attempts, at: this.around.now() + (wait ?? backoff(attempts)) };
    this.changed();
  }

  private summarize(): Summary {
    const entries = [...this.entries.values()];
    const unsaved = entries.filter(isUnsaved);
    return {
      unsaved: unsaved.length,
      sending: this.inFlight.size + unsaved.filter((entry) => !entry.sending && isSendable(entry)).length,
      incomplete: unsaved.filter(lacksReason).length,
      conflicts: entries.filter((entry) => entry.conflict).length,
      changedBy: entries.find((entry) => entry.conflict)?.conflict?.by ?? null,
      refused: entries.filter((entry) => entry.refusal !== null).length,
      failing: entries.filter((entry) => entry.failure).length,
      pause: unsaved.length > 0 ? (this.pause?.why ?? null) : null,
      unkept: this.unkept.size > 0,
      savedAt: this.savedAt,
    };
  }
}
