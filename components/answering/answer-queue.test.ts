import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AnswerQueue, type News, type Surroundings } from "./answer-queue";
import { blankStanding, standingOf, type DescribedResponse } from "./answer";
import { countKept, forgetKept } from "./kept-answers";
import type { SaveBody } from "./save-queue";
import type { Outcome } from "./send-answer";

/** A server as save_response behaves: versions, a key done once, approved answers locked. */
class Server {
  answers = new Map<number, DescribedResponse>();
  private replies = new Map<string, Outcome>();
  log: SaveBody[] = [];

  save(body: SaveBody, key: string, by = "Me"): Outcome {
    const kept = this.replies.get(key);
    if (kept) return kept;
    const before = this.answers.get(body.question_id);
    if (before?.status === "approved" || body.version !== (before?.version ?? 0)) {
      return { kind: "collision", current: before ?? null };
    }
    this.log.push(body);
    const after: DescribedResponse = {
      response_id: body.question_id,
      status: "draft",
      option_id: before?.option_id ?? null,
      answer: before?.answer ?? "",
      comment: body.comment ?? before?.comment ?? "",
      not_applicable: false,
      not_applicable_reason: "",
      maturity_score: null,
      answered_by: by,
      version: (before?.version ?? 0) + 1,
      updated_at: new Date(this.log.length * 1_000).toISOString(),
    };
    if (body.not_applicable !== undefined) {
      Object.assign(after, { option_id: body.option_id ?? null, answer: body.answer ?? "" });
      Object.assign(after, {
        not_applicable: body.not_applicable,
        not_applicable_reason: body.not_applicable_reason ?? "",
      });
    }
    this.answers.set(body.question_id, after);
    const { version, status, updated_at: at } = after;
    const saved = { version, status, at, responseId: 1, score: null, scoreSource: "none" as const, reasons: null };
    this.replies.set(key, { kind: "saved", saved });
    return { kind: "saved", saved };
  }
}

class MemoryStorage {
  private items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  key = (at: number) => [...this.items.keys()][at] ?? null;
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

type Network = "works" | "request lost" | "reply lost" | "busy" | "fails" | "signed out";

/** A browser whose clock, network and tabs the test moves. */
class Browser {
  network: Network = "works";
  online = true;
  clock = 0;
  storage = new MemoryStorage();
  openTabs = new Set<string>();
  news: News[] = [];
  private keys = 0;
  private timers: { at: number; run: () => void; tab: string }[] = [];
  private pending: { reply: () => void; tab: string }[] = [];

  constructor(readonly server: Server) {}

  tab(name: string): AnswerQueue {
    this.openTabs.add(name);
    const around: Surroundings = {
      send: (body, key) =>
        new Promise((reply) => {
          const { network } = this;
          const answers: Record<Network, () => Outcome> = {
            works: () => this.server.save(body, key),
            "request lost": () => ({ kind: "away" }),
            "reply lost": () => (this.server.save(body, key), { kind: "away" }),
            busy: () => ({ kind: "busy", retryAfter: 2_000 }),
            fails: () => ({ kind: "failed" }),
            "signed out": () => ({ kind: "signed_out" }),
          };
          const outcome = answers[network]();
          this.pending.push({ reply: () => reply(outcome), tab: name });
        }),
      storage: this.storage,
      now: () => this.clock,
      later: (run, wait) => {
        const timer = { at: this.clock + wait, run, tab: name };
        this.timers.push(timer);
        return () => void (this.timers = this.timers.filter((other) => other !== timer));
      },
      newKey: () => `key ${(this.keys += 1)}`,
      isOnline: () => this.online,
      openTabs: () => Promise.resolve(this.openTabs),
      tell: (news) => this.news.push(news),
    };
    return new AnswerQueue({ id: 5, name: "Me" }, name, around);
  }

  /** The tab is gone at once: its timers and the replies to it with it. */
  crash(name: string) {
    this.openTabs.delete(name);
    this.timers = this.timers.filter(({ tab }) => tab !== name);
    this.pending = this.pending.filter(({ tab }) => tab !== name);
  }

  /** Delivers replies until none is under way. */
  async deliver() {
    for (let round = 0; round < 100; round += 1) {
      await Promise.resolve();
      const replies = this.pending.splice(0);
      replies.forEach(({ reply }) => reply());
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      if (this.pending.length === 0) return;
    }
  }

  async pass(milliseconds: number) {
    const end = this.clock + milliseconds;
    await this.deliver();
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      this.clock = Math.max(this.clock, due.at);
      due.run();
      await this.deliver();
    }
    this.clock = end;
  }
}

const opened = (browser: Browser, name = "tab 1") => {
  const queue = browser.tab(name);
  for (const question of [1, 2, 3, 4, 5]) queue.open(1, question, blankStanding, {});
  return queue;
};

describe("saving", () => {
  it("sends one save at a time for a question, and the latest wins", async () => {
    const browser = new Browser(new Server());
    const queue = opened(browser);
    for (const optionId of [1, 2, 3]) queue.change(1, 1, { optionId });
    expect(queue.summary()).toMatchObject({ unsaved: 1, sending: 1, savedAt: null });
    await browser.deliver();
    expect(browser.server.log.map(({ option_id }) => option_id)).toEqual([1, 3]);
    expect(queue.summary()).toMatchObject({ unsaved: 0, sending: 0, savedAt: "1970-01-01T00:00:02.000Z" });
    expect(browser.storage.length).toBe(0);
    expect(browser.news.at(-1)).toMatchObject({ questionId: 1, standing: { optionId: 3, version: 2 } });
  });

  it("waits for the end of typing, or for the page to go away", async () => {
    const browser = new Browser(new Server());
    const queue = opened(browser);
    queue.change(1, 1, { text: "We s" }, 800);
    await browser.pass(500);
    queue.change(1, 1, { text: "We sign" }, 800);
    await browser.pass(500);
    expect(browser.server.log).toEqual([]);
    queue.flush();
    await browser.deliver();
    expect(browser.server.log.map(({ answer }) => answer)).toEqual(["We sign"]);
  });
});

describe("without a connection", () => {
  it("keeps answers, says how many, and sends them when it returns", async () => {
    const browser = new Browser(new Server());
    const queue = opened(browser);
    browser.network = "request lost";
    for (const question of [1, 2, 3]) queue.change(1, question, { optionId: 9 });
    await browser.pass(60_000);
    expect(queue.summary()).toMatchObject({ unsaved: 3, pause: "offline", savedAt: null });
    expect(countKept(5, browser.storage)).toBe(3);
    browser.network = "works";
    queue.retry();
    await browser.deliver();
    expect(queue.summary()).toMatchObject({ unsaved: 0, pause: null });
    expect([...browser.server.answers.keys()].sort()).toEqual([1, 2, 3]);
  });

  it("waits no longer for having been away long, when the connection returns a moment after it is said to", async () => {
    const browser = new Browser(new Server());
    const queue = opened(browser);
    browser.network = "request lost";
    queue.change(1, 1, { optionId: 9 });
    await browser.pass(600_000);
    queue.retry();
    await browser.deliver();
    browser.network = "works";
    await browser.pass(1_000);
    expect(queue.summary()).toMatchObject({ unsaved: 0, pause: null });
  });

  it("tries again by itself, and does not do twice what had arrived", async () => {
    const browser = new Browser(new Server());
    const queue = opened(browser);
    browser.network = "reply lost";
    queue.change(1, 1, { optionId: 9 });
    await browser.pass(5_000);
    browser.network = "works";
    await browser.pass(40_000);
    expect(queue.summary()).toMatchObject({ unsaved: 0, conflicts: 0 });
    expect(browser.server.log).toHaveLength(1);
  });

  it("waits where the server is busy, or the person signed out, and says so", async () => {
    const browser = new Browser(new Server());
    const queue = opened(browser);
    browser.network = "busy";
    queue.change(1, 1, { optionId: 9 });
    await browser.deliver();
    expect(queue.summary().pause).toBe("busy");
    browser.network = "signed out";
    await browser.pass(2_000);
    expect(queue.summary()).toMatchObject({ pause: "signed_out", unsaved: 1 });
    browser.network = "works";
    queue.retry();
    await browser.deliver();
    expect(queue.summary()).toMatchObject({ pause: null, unsaved: 0 });
  });

  it("knows which product an unsaved answer belongs to", async () => {
    const browser = new Browser(new Server());
    const queue = opened(browser);
    browser.network = "busy";
    queue.change(1, 1, { optionId: 9 });
    await browser.deliver();
    expect([queue.unsavedOf(1), queue.unsavedOf(2)]).toEqual([1, 0]);
  });

  it("does not hold up other answers when the server fails on one", async () => {
    const browser = new Browser(new Server());
    const queue = opened(browser);
    browser.network = "fails";
    queue.change(1, 1, { optionId: 9 });
    await browser.deliver();
    expect(queue.summary()).toMatchObject({ failing: 1, pause: null });
    browser.network = "works";
    queue.change(1, 2, { optionId: 8 });
    await browser.deliver();
    expect([...browser.server.answers.keys()]).toEqual([2]);
    await browser.pass(1_000);
    expect(queue.summary()).toMatchObject({ failing: 0, unsaved: 0 });
  });
});

describe("after a crash", () => {
  it("takes up what the tab that is gone could not save", async () => {
    const browser = new Browser(new Server());
    browser.network = "reply lost";
    const first = opened(browser);
    first.change(1, 1, { optionId: 9 });
    first.change(1, 1, { text: "and more" }, 800);
    browser.crash("tab 1");
    browser.network = "works";
    const second = opened(browser, "tab 2");
    await second.restore();
    await browser.deliver();
    expect(browser.server.answers.get(1)).toMatchObject({ option_id: 9, answer: "and more", version: 2 });
    expect(second.entry(1, 1)).toMatchObject({ draft: { text: "and more" }, conflict: null });
    expect(browser.storage.length).toBe(0);
  });

  it("keeps the only copy where the browser has no room for a second, and says so until all is saved", async () => {
    const browser = new Browser(new Server());
    browser.network = "request lost";
    const first = opened(browser);
    first.change(1, 1, { optionId: 9 });
    first.change(1, 2, { optionId: 8 });
    await browser.deliver();
    browser.crash("tab 1");
    browser.storage.setItem = () => {
      throw new Error("QuotaExceededError");
    };
    const second = opened(browser, "tab 2");
    await second.restore();
    expect(second.summary()).toMatchObject({ unsaved: 2, unkept: true });
    expect(countKept(5, browser.storage)).toBe(2);
  });

  it("leaves to an open tab what is its to send", async () => {
    const browser = new Browser(new Server());
    browser.network = "request lost";
    opened(browser).change(1, 1, { optionId: 9 });
    await browser.deliver();
    const second = opened(browser, "tab 2");
    await second.restore();
    expect(second.summary().unsaved).toBe(0);
    expect(countKept(5, browser.storage)).toBe(1);
    forgetKept(5, browser.storage);
    expect(browser.storage.length).toBe(0);
  });

  it("shows both where someone else answered meanwhile", async () => {
    const browser = new Browser(new Server());
    browser.network = "request lost";
    opened(browser).change(1, 1, { optionId: 9 });
    browser.crash("tab 1");
    browser.server.save(
      { product_id: 1, question_id: 1, version: 0, partial: true, not_applicable: false, option_id: 3 },
      "Dana's",
      "Dana",
    );
    browser.network = "works";
    const second = opened(browser, "tab 2");
    await second.restore();
    await browser.deliver();
    expect(second.entry(1, 1)).toMatchObject({ draft: { optionId: 9 }, conflict: { optionId: 3, by: "Dana" } });
    expect(second.summary()).toMatchObject({ conflicts: 1, unsaved: 1 });
    second.resolve(1, 1, "mine");
    await browser.deliver();
    expect(browser.server.answers.get(1)).toMatchObject({ option_id: 9, version: 2 });
  });
});

it("never calls saved what the server does not have, and loses nothing, whatever happens", async () => {
  const networks: Network[] = ["works", "request lost", "reply lost", "busy", "fails", "signed out"];
  const step = fc.oneof(
    fc.record({ do: fc.constant("type" as const), question: fc.integer({ min: 1, max: 3 }), text: fc.nat(20) }),
    fc.record({ do: fc.constant("network" as const), network: fc.constantFrom(...networks) }),
    fc.record({ do: fc.constant("wait" as const), milliseconds: fc.integer({ min: 1, max: 5_000 }) }),
    fc.record({ do: fc.constant("deliver" as const) }),
    fc.record({ do: fc.constant("crash" as const), restoreFirst: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const browser = new Browser(new Server());
      let tabs = 1;
      let queue = opened(browser);
      const typed = new Map<number, string>();
      for (const next of steps) {
        if (next.do === "network") browser.network = next.network;
        else if (next.do === "wait") await browser.pass(next.milliseconds);
        else if (next.do === "deliver") await browser.deliver();
        else if (next.do === "type") {
          typed.set(next.question, `text ${next.text}`);
          queue.change(1, next.question, { text: `text ${next.text}` }, 300);
        } else {
          browser.crash(`tab ${tabs}`);
          tabs += 1;
          queue = browser.tab(`tab ${tabs}`);
          if (next.restoreFirst) await queue.restore();
          for (const question of [1, 2, 3]) {
            queue.open(1, question, standingOf(browser.server.answers.get(question) ?? null, {}), {});
          }
          if (!next.restoreFirst) await queue.restore();
        }
        for (const [question, text] of typed) {
          const atServer = browser.server.answers.get(question)?.answer;
          const entry = queue.entry(1, question);
          const shownAsSaved = queue.summary().unsaved === 0;
          if (shownAsSaved) expect(atServer).toBe(text);
          else if (atServer !== text) expect(entry?.draft.text).toBe(text);
        }
      }
      browser.network = "works";
      queue.retry();
      await browser.pass(120_000);
      expect(queue.summary()).toMatchObject({ unsaved: 0, conflicts: 0, refused: 0 });
      for (const [question, text] of typed) expect(browser.server.answers.get(question)?.answer).toBe(text);
    }),
    { numRuns: 300 },
  );
});
