import type { InboxState } from "@/lib/notify/watch-inbox";

const STREAM = "/api/v1/notifications/stream";
/** A tab that nobody looks at for this long leaves the stream to others, and catches up when it is looked at. */
const HIDDEN_MS = 60_000;
/** Waits after the server refused or went away; the browser itself comes back after a mere interruption. */
const SHORTEST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** From one page's frame to another's it goes on. */
const PATIENCE_MS = 2_000;
/** What another tab asks for when it comes back. */
const ASK = "ask";

/**
 * What changes in a person's inbox, as it happens. All tabs of a browser share one stream: the one that holds a lock has
 * it and tells the others. Without a stream nothing is told, and pages show what they were rendered with.
 */
export class InboxConnection {
  readonly #listeners = new Set<(state: InboxState) => void>();
  readonly #name: string;
  readonly #channel: BroadcastChannel;
  #last?: InboxState;
  #source?: EventSource;
  #asking?: AbortController;
  #release?: () => void;
  #hidden?: ReturnType<typeof setTimeout>;
  #again?: ReturnType<typeof setTimeout>;
  #ending?: ReturnType<typeof setTimeout>;
  #running = false;
  #wait = SHORTEST_WAIT_MS;
  #asleep = false;

  constructor(userId: number) {
    this.#name = `securesphere.inbox.${userId}`;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<InboxState | typeof ASK>) => {
      if (data !== ASK) this.#tell(data);
      else if (this.#source && this.#last) this.#channel.postMessage(this.#last);
    };
  }

  /** Listens; the first listener begins and the last one ends it. */
  subscribe = (listener: (state: InboxState) => void): (() => void) => {
    this.#listeners.add(listener);
    clearTimeout(this.#ending);
    if (!this.#running) this.#begin();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#ending = setTimeout(() => this.#end(), PATIENCE_MS);
    };
  };

  #begin() {
    this.#running = true;
    document.addEventListener("visibilitychange", this.#onVisibility);
    for (const [event, handler] of this.#events) addEventListener(event, handler);
    this.#asleep = document.visibilityState === "hidden";
    this.#join();
  }

  #end() {
    this.#running = false;
    document.removeEventListener("visibilitychange", this.#onVisibility);
    for (const [event, handler] of this.#events) removeEventListener(event, handler);
    clearTimeout(this.#hidden);
    this.#leave();
  }

  #onVisibility = () => {
    clearTimeout(this.#hidden);
    if (document.visibilityState === "hidden") {
      this.#hidden = setTimeout(() => this.#sleep(), HIDDEN_MS);
    } else if (this.#asleep) this.#wake();
  };

  /** The page is kept as it is when left (bfcache) only without a connection. */
  readonly #events: [string, () => void][] = [
    ["pagehide", () => this.#sleep()],
    ["pageshow", () => this.#asleep && this.#wake()],
    ["offline", () => this.#sleep()],
    ["online", () => document.visibilityState === "visible" && this.#wake()],
  ];

  #sleep() {
    this.#asleep = true;
    this.#leave();
  }

  #wake() {
    this.#asleep = false;
    this.#channel.postMessage(ASK);
    this.#join();
  }

  /** Waits for its turn to have the stream, and has it until it leaves. */
  #join() {
    if (this.#asleep || this.#asking || !navigator.onLine) return;
    const asking = (this.#asking = new AbortController());
    const hold = () =>
      new Promise<void>((resolve) => {
        if (asking.signal.aborted) return resolve();
        this.#release = resolve;
        this.#connect();
      });
    if (!navigator.locks) return void hold();
    navigator.locks.request(this.#name, { signal: asking.signal }, hold).catch(() => {});
  }

  #leave() {
    this.#asking?.abort();
    this.#asking = undefined;
    clearTimeout(this.#again);
    this.#source?.close();
    this.#source = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  #connect() {
    const source = (this.#source = new EventSource(STREAM));
    source.addEventListener("inbox", ({ data }: MessageEvent<string>) => {
      this.#wait = SHORTEST_WAIT_MS;
      const state = JSON.parse(data) as InboxState;
      this.#channel.postMessage(state);
      this.#tell(state);
    });
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED || this.#source !== source) return;
      this.#again = setTimeout(() => this.#connect(), this.#wait * (0.75 + Math.random() / 2));
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    });
  }

  #tell(state: InboxState) {
    this.#last = state;
    for (const listener of this.#listeners) listener(state);
  }
}
