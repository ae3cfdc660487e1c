"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { Standing } from "./answer";
import { AnswerQueue, type News, type Summary } from "./answer-queue";
import type { KeepIn } from "./kept-answers";
import { randomKey } from "./random-key";
import { newEntry, type Entry } from "./save-queue";
import { sendAnswer } from "./send-answer";

const LOCK = "securesphere.tab.";
const CHANNEL = "securesphere.answers";
/** Tabs share one session: whoever signs in says so, and what another person left unsaved is not sent in its name. */
const PEOPLE = "securesphere.signed-in";

interface Running {
  userId: number;
  queue: AnswerQueue;
}

const shared = globalThis as { [key: symbol]: Running | undefined };
const here = Symbol.for("securesphere.answer-queue");

/** The queue of this tab, which goes on from page to page. A different user gets a queue of its own. */
function answerQueue(user: { id: number; name: string }): AnswerQueue {
  const running = shared[here];
  if (running?.userId === user.id && !running.queue.closed) return running.queue;
  running?.queue.close();
  const queue = begin(user);
  shared[here] = { userId: user.id, queue };
  return queue;
}

function begin(user: { id: number; name: string }): AnswerQueue {
  const tab = randomKey();
  // Held as long as this tab lives, so that others know what it keeps is its to send.
  void navigator.locks?.request(LOCK + tab, () => new Promise(() => {}));
  const channel = new BroadcastChannel(`${CHANNEL}.${user.id}`);
  const queue = new AnswerQueue(user, tab, {
    send: sendAnswer,
    storage: storageOrNone(),
    now: Date.now,
    later: (run, wait) => {
      const timer = setTimeout(run, wait);
      return () => clearTimeout(timer);
    },
    newKey: () => randomKey(),
    isOnline: () => navigator.onLine,
    openTabs,
    tell: (news) => channel.postMessage(news),
  });
  channel.onmessage = ({ data }: MessageEvent<News>) =>
    queue.receive(data.productId, data.questionId, () => data.standing);
  const people = new BroadcastChannel(PEOPLE);
  people.onmessage = ({ data }: MessageEvent<number>) => data !== user.id && queue.close();
  people.postMessage(user.id);
  addEventListener("online", () => queue.retry());
  addEventListener("pageshow", () => queue.retry());
  addEventListener("pagehide", () => queue.flush());
  addEventListener("focus", () => queue.retry());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") queue.flush();
    else queue.retry();
  });
  void queue.restore();
  return queue;
}

/** Tabs that hold their lock. Where the browser has no locks, none is known to live: what is kept is taken up. */
async function openTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? name.slice(LOCK.length) : [])));
}

/** A browser may forbid storage altogether: then saving works, and the line says that nothing can be kept. */
function storageOrNone(): KeepIn {
  try {
    return localStorage;
  } catch {
    const none = () => {
      throw new Error("storage is forbidden");
    };
    return { length: 0, key: () => null, getItem: () => null, setItem: none, removeItem: () => {} };
  }
}

const never = () => () => {};

/** The tab's queue; undefined on the server and until the page has come alive. */
export function useAnswerQueue(user: { id: number; name: string }): AnswerQueue | undefined {
  return useSyncExternalStore(
    never,
    () => answerQueue(user),
    () => undefined,
  );
}

/** Sends what waits, and resolves when all is saved or `patience` milliseconds have passed. */
export async function settle(queue: AnswerQueue, patience: number): Promise<void> {
  queue.flush();
  if (queue.summary().sending === 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patience);
    const stop = queue.subscribe(() => {
      if (queue.summary().sending > 0) return;
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}

/** The state of one question: what the server rendered, and from then on what the queue says. */
export function useEntry(
  queue: AnswerQueue | undefined,
  productId: number,
  questionId: number,
  rendered: Standing,
): Entry {
  const first = useMemo(() => newEntry(productId, questionId, rendered), [productId, questionId, rendered]);
  return useSyncExternalStore(
    queue?.subscribe ?? never,
    () => queue?.entry(productId, questionId) ?? first,
    () => first,
  );
}

const nothing: Summary = {
  unsaved: 0,
  sending: 0,
  incomplete: 0,
  conflicts: 0,
  changedBy: null,
  refused: 0,
  failing: 0,
  pause: null,
  unkept: false,
  savedAt: null,
};

/** How saving goes, over all products. A new object whenever anything changed. */
export function useSaveSummary(queue: AnswerQueue | undefined): Summary {
  return useSyncExternalStore(
    queue?.subscribe ?? never,
    () => queue?.summary() ?? nothing,
    () => nothing,
  );
}

/** Answers of a product that are not saved yet: what stands between it and being submitted. */
export function useUnsaved(queue: AnswerQueue | undefined, productId: number): number {
  return useSyncExternalStore(
    queue?.subscribe ?? never,
    () => queue?.unsavedOf(productId) ?? 0,
    () => 0,
  );
}
