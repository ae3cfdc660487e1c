import type { QuestionnaireDocument } from "@/lib/assessment/import/document";

/** What became of a save. `away`: no answer came. */
export type Sent =
  | { kind: "saved"; editVersion: number }
  | { kind: "conflict"; message: string; editVersion: number | null }
  | { kind: "refused"; message: string }
  | { kind: "away" };

/** What the saver needs of the browser. */
export interface Surroundings {
  send: (document: QuestionnaireDocument, editVersion: number) => Promise<Sent>;
  /** Keeps what is not saved beyond the page. */
  keep: (document: QuestionnaireDocument, editVersion: number) => void;
  forget: () => void;
  /** Runs `run` after `wait` milliseconds; returns what cancels it. */
  later: (run: () => void, wait: number) => () => void;
}

export type SaveState =
  | { kind: "saved" | "waiting" | "saving" | "away" }
  | { kind: "refused"; message: string }
  /** Another author saved; `editVersion` is theirs, or null where nothing can be saved any more. */
  | { kind: "conflict"; message: string; editVersion: number | null };

/** Milliseconds without a change after which a draft is sent, and after which one that did not arrive is sent again. */
export const WRITING = 800;
export const AGAIN = 5_000;

/** A draft between its author and the server: one save at a time, the latest wins, kept until the server has it. */
export class DraftSaver {
  private pending: (() => QuestionnaireDocument) | undefined;
  private sending = false;
  private cancel: (() => void) | undefined;
  private readonly listeners = new Set<() => void>();
  private now: SaveState = { kind: "saved" };

  constructor(
    private editVersion: number,
    private readonly around: Surroundings,
  ) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  state = () => this.now;

  /** The author changed something. */
  change(document: () => QuestionnaireDocument): void {
    this.pending = document;
    if (this.now.kind === "conflict") return;
    if (!this.sending) this.say({ kind: "waiting" });
    this.plan(WRITING);
  }

  /** Sends at once what waits: the page is going away, or the next one needs it. */
  flush(): void {
    if (this.pending) this.around.keep(this.pending(), this.editVersion);
    if (this.now.kind !== "conflict") void this.send();
  }

  /** Sends what waits; says whether all is saved when no save is under way any more. */
  async settle(): Promise<boolean> {
    this.flush();
    while (this.sending || (this.now.kind === "waiting" && this.pending)) {
      await new Promise<void>((resolve) => {
        const stop = this.subscribe(() => {
          stop();
          resolve();
        });
      });
    }
    return this.now.kind === "saved";
  }

  /** The author saw that another one saved, and saves over it. */
  overwrite(): void {
    if (this.now.kind !== "conflict" || this.now.editVersion === null) return;
    this.editVersion = this.now.editVersion;
    this.say({ kind: "waiting" });
    void this.send();
  }

  /** What follows was written upon an earlier state. */
  restart(editVersion: number): void {
    this.editVersion = editVersion;
  }

  /** What is not saved is given up. */
  discard(): void {
    this.stop();
    this.pending = undefined;
    this.around.forget();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private plan(wait: number) {
    this.stop();
    this.cancel = this.around.later(() => void this.send(), wait);
  }

  private async send(): Promise<void> {
    const { pending } = this;
    if (this.sending || !pending) return;
    this.stop();
    this.sending = true;
    this.say({ kind: "saving" });
    const document = pending();
    this.around.keep(document, this.editVersion);
    const sent = await this.around.send(document, this.editVersion);
    this.sending = false;
    const newer = this.pending !== pending;
    switch (sent.kind) {
      case "saved":
        this.editVersion = sent.editVersion;
        if (!newer) {
          this.pending = undefined;
          this.around.forget();
          return this.say({ kind: "saved" });
        }
        this.say({ kind: "waiting" });
        return this.plan(0);
      case "away":
        this.say(sent);
        return this.plan(AGAIN);
      default:
        this.say(sent);
        // What was changed since may be what is accepted.
        if (newer && sent.kind === "refused") this.plan(0);
    }
  }

  private say(state: SaveState) {
    this.now = state;
    for (const listener of this.listeners) listener();
  }
}
