import { describe, expect, it } from "vitest";
import { newDocument } from "@/lib/assessment/import/build";
import type { QuestionnaireDocument } from "@/lib/assessment/import/document";
import { AGAIN, DraftSaver, WRITING, type Sent } from "./draft-saver";

const titled = (title: string) => () => newDocument({ slug: "own", title, version: "1" });

function surroundings() {
  const sent: { title: string; editVersion: number; answer: (sent: Sent) => Promise<void> }[] = [];
  const timers: { run: () => void; wait: number }[] = [];
  let kept: string | null = null;
  const saver = new DraftSaver(1, {
    send: ({ title }: QuestionnaireDocument, editVersion) =>
      new Promise((resolve) =>
        sent.push({
          title,
          editVersion,
          answer: async (outcome) => {
            resolve(outcome);
            await Promise.resolve();
            await Promise.resolve();
          },
        }),
      ),
    keep: ({ title }) => (kept = title),
    forget: () => (kept = null),
    later: (run, wait) => {
      const timer = { run, wait };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  const due = () => {
    const [timer] = timers.splice(0, 1);
    timer!.run();
    return timer!.wait;
  };
  return { saver, sent, timers, due, kept: () => kept };
}

describe("a draft between its author and the server", () => {
  it("is sent when nothing was changed for a while, once", async () => {
    const { saver, sent, timers, due, kept } = surroundings();
    saver.change(titled("A"));
    saver.change(titled("AB"));
    expect(timers).toHaveLength(1);
    expect(due()).toBe(WRITING);
    expect([saver.state().kind, kept()]).toEqual(["saving", "AB"]);
    await sent[0]!.answer({ kind: "saved", editVersion: 2 });
    expect([saver.state().kind, kept(), sent.length, timers.length]).toEqual(["saved", null, 1, 0]);
  });

  it("sends what was written meanwhile afterwards, upon what was saved", async () => {
    const { saver, sent, timers, due, kept } = surroundings();
    saver.change(titled("A"));
    due();
    saver.change(titled("B"));
    due();
    expect(sent).toHaveLength(1);
    await sent[0]!.answer({ kind: "saved", editVersion: 2 });
    expect([saver.state().kind, kept(), timers.length]).toEqual(["waiting", "A", 1]);
    due();
    expect(sent[1]).toMatchObject({ title: "B", editVersion: 2 });
  });

  it("keeps what did not arrive, and sends it again", async () => {
    const { saver, sent, due, kept } = surroundings();
    saver.change(titled("A"));
    due();
    await sent[0]!.answer({ kind: "away" });
    expect([saver.state().kind, kept()]).toEqual(["away", "A"]);
    expect(due()).toBe(AGAIN);
    expect(sent[1]).toMatchObject({ title: "A", editVersion: 1 });
  });

  it("waits for the author where another one saved, whatever is written", async () => {
    const { saver, sent, timers, due, kept } = surroundings();
    saver.change(titled("A"));
    due();
    await sent[0]!.answer({ kind: "conflict", message: "changed", editVersion: 5 });
    saver.change(titled("AB"));
    saver.flush();
    expect([saver.state().kind, kept(), timers.length, sent.length]).toEqual(["conflict", "AB", 0, 1]);
    saver.overwrite();
    expect(sent[1]).toMatchObject({ title: "AB", editVersion: 5 });
  });

  it("says what is refused, and tries what is written then", async () => {
    const { saver, sent, due } = surroundings();
    saver.change(titled("A"));
    due();
    await sent[0]!.answer({ kind: "refused", message: "no" });
    expect(saver.state()).toEqual({ kind: "refused", message: "no" });
    saver.change(titled("B"));
    due();
    expect(sent[1]!.title).toBe("B");
  });
});
