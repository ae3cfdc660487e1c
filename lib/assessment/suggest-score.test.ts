import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suggestScore } from "./suggest-score";
import { shippedModel } from "./suggestion/model";
import type { AskedQuestion } from "./suggestion/subject";
import { answers, offTopicTexts, unseenAnswers } from "./suggestion/train/examples";

const question = answers.find(({ group }) => group === "BD-SS-2")!.question!;
const some = fc.constantFrom(...[...answers, ...unseenAnswers].filter((_, at) => at % 7 === 0));

/** What would be suggested of a text, however unsure: adding to it must not lead beyond. */
const most = (text: string, question: AskedQuestion | undefined) =>
  suggestScore(text, question, shippedModel(), 0).score;
/** Whether a text is scored no higher than that: abstaining is no score at all. */
const notAbove = (after: number | null, before: number | null) =>
  after === null || (before !== null && after <= before);
const BOASTS =
  "automated continuous monitoring integrated comprehensive documented standardized reviewed tested implemented measured optimized enforced tracked improved metrics dashboards KPI mandatory".split(
    " ",
  );

describe("a suggested score", () => {
  it.each([
    ["We don't scan our dependencies and nobody looks at advisories.", 1],
    ["Some teams scan their dependencies now and then, it depends on who is around.", 2],
    ["Every two weeks a developer scans the components as our written procedure says and records the result.", 3],
    ["Every build is scanned automatically, and it is blocked when a known vulnerability is found.", 4],
    [
      "Scans block the build automatically. We measure how long components stay vulnerable, compare it every month, and it fell from 30 days to 4.",
      5,
    ],
  ])("reads %j as %d", (text, score) => expect(suggestScore(text, question).score).toBe(score));

  it("names the phrases that moved it, as they were written, and how sure it is", () => {
    const text = "Every build is scanned automatically, but sometimes the findings are ignored.";
    const { reasons, confidence } = suggestScore(text, question);
    const [, raised] = /^raised by “(.+)”$/.exec(reasons[0]!)!;
    const [, lowered] = /^lowered by “(.+)”$/.exec(reasons[1]!)!;
    expect(text).toContain(raised);
    expect(text.indexOf("sometimes")).toBeLessThanOrEqual(text.indexOf(lowered!));
    expect(reasons[2]).toBe(`confidence ${Math.round(confidence * 100)} %`);
  });

  it.each([...offTopicTexts.test.filter((text) => !text.startsWith("We follow best")), ""])(
    "abstains from %j",
    (text) => {
      expect(suggestScore(text, question).score).toBeNull();
    },
  );

  it("says why it abstains", () => {
    expect(suggestScore(BOASTS.join(", "), question).reasons).toEqual([
      "no score suggested: it lists keywords more than it says what is done",
    ]);
    expect(suggestScore("See the attached file.", question).reasons[0]).toMatch(/^no score suggested: /);
  });

  it.each([
    ["The scans are automated.", "The scans are not automated."],
    ["We scan all components on every build.", "There is no scanning of components on any build yet."],
    ["Vulnerable components are blocked by the pipeline.", "Vulnerable components are never blocked by the pipeline."],
    [
      "Scanning of components is documented and reviewed every month.",
      "Scanning of components isn't documented or reviewed.",
    ],
    [
      "We scan all components automatically on every commit.",
      "We plan to scan all components automatically next year.",
    ],
  ])("takes %j for more than %j", (affirmed, denied) => {
    const [more, less] = [suggestScore(affirmed, question), suggestScore(denied, question)];
    expect(more.score).not.toBeNull();
    expect(less.score ?? 0).toBeLessThan(more.score!);
  });

  it("keeps to the stages of the question", () => {
    const options = [0, 1, 2, 3].map((score, at) => ({ text: question.options![at]!.text, score }));
    const four = { text: question.text, options };
    expect(suggestScore("We don't scan our dependencies and nobody looks at advisories.", four).score).toBe(0);
    expect(
      suggestScore("Every build is scanned automatically, and blocked when a vulnerability is found.", four).score,
    ).toBe(3);
  });
});

describe("it cannot be raised", () => {
  it("by listing keywords, wherever they stand", () => {
    const list = fc
      .tuple(fc.shuffledSubarray(BOASTS, { minLength: 5 }), fc.constantFrom(" ", ", ", ". ", "; ", "\n", " and "))
      .map(([words, between]) => words.join(between));
    fc.assert(
      fc.property(some, list, fc.boolean(), ({ text, question }, stuffing, before) => {
        const plain = most(text, question);
        const stuffed = before ? `${stuffing}. ${text}` : `${text} ${stuffing}.`;
        expect(notAbove(suggestScore(stuffed, question).score, plain)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("by saying a keyword over and over", () => {
    fc.assert(
      fc.property(
        some,
        fc.constantFrom(...BOASTS),
        fc.integer({ min: 4, max: 300 }),
        ({ text, question }, word, times) => {
          const plain = most(text, question);
          expect(notAbove(suggestScore(`${text} ${`${word} `.repeat(times)}`, question).score, plain)).toBe(true);
        },
      ),
    );
  });

  it("by length: said again, or beside what has nothing to do with it", () => {
    const padding = fc.constantFrom(
      "We were founded in 1998 and have offices in nine countries.",
      "Thank you for the opportunity to take part in this assessment.",
      "Security is of the utmost importance to our whole company.",
      "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.",
      "The cafeteria serves soup on Thursdays and it is quite good.",
      "x".repeat(400),
      " \n ".repeat(100),
    );
    fc.assert(
      fc.property(some, padding, fc.integer({ min: 1, max: 20 }), ({ text, question }, pad, times) => {
        const plain = most(text, question);
        expect(suggestScore(`${text}\n${text}\n\n${text}`, question)).toMatchObject({
          score: suggestScore(text, question).score,
        });
        expect(notAbove(suggestScore(`${text} \n${`${pad} `.repeat(times)}`, question).score, plain)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("by boasting of other matters, but where words are shared by chance", () => {
    const boasts = [
      "Our sales figures are measured every month and improved by 20 % compared to last year.",
      "The cafeteria measures its waste weekly and improves the menu every month.",
      "The parking garage opens automatically and is monitored around the clock.",
      "Holiday requests are approved by the manager in a documented workflow.",
    ];
    const tried = answers.flatMap(({ text, question }) => {
      const plain = most(text, question);
      return boasts.map((boast) => notAbove(suggestScore(`${text}\n${boast}`, question).score, plain));
    });
    expect(tried.filter((held) => !held).length / tried.length).toBeLessThan(0.04);
  });
});

describe("it reads", () => {
  it("the same whatever the order of the sentences", () => {
    for (const { text, question } of answers) {
      const sentences = text.split(/(?<=[.!?])\s+/);
      const turned = sentences.toReversed().join(" ");
      expect(suggestScore(`${turned}.`, question).score).toBe(suggestScore(text, question).score);
    }
  });

  it("20,000 characters of anything quickly", () => {
    suggestScore("We scan every build.", question);
    const long = [
      answers.map(({ text }) => text).join(" "),
      "not ".repeat(5_000),
      "\n".repeat(20_000),
      `\n${" ".repeat(19_999)}`,
      "a".repeat(20_000),
      "it's a'b".repeat(2_500),
      Array.from({ length: 4_000 }, (_, at) => `w${at.toString(26).replace(/\d/g, "q")}`).join(" "),
    ].map((text) => text.slice(0, 20_000));
    for (const text of long) {
      const times = [1, 2, 3].map(() => {
        const from = performance.now();
        suggestScore(text, question);
        return performance.now() - from;
      });
      expect(Math.min(...times)).toBeLessThan(150); // a generous bound: other work shares the machine
    }
  });

  it("anything at all without failing, and always the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(suggestScore(text, question)).toEqual(suggestScore(text, question));
      }),
    );
  });
});
