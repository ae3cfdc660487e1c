import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainBetween, profilesOf, rootsOf, type Pair } from "./components";
import { explainObjection, MOST_ACCOUNTS, objectionTo, type StandingJudgement, type Verdict } from "./judgement-rules";

const ACCOUNTS = Array.from({ length: 12 }, (_, index) => index + 1);

/** The same by the plainest means there is: names spread along pairs until nothing changes. */
function spread(accounts: readonly number[], same: readonly Pair[]) {
  const roots = new Map(accounts.map((account) => [account, account]));
  for (let changed = true; changed;) {
    changed = false;
    for (const { a, b } of same) {
      const least = Math.min(roots.get(a)!, roots.get(b)!);
      for (const each of [a, b]) {
        if (roots.get(each) === least) continue;
        roots.set(each, least);
        changed = true;
      }
    }
  }
  return roots;
}

const pair = fc
  .tuple(fc.constantFrom(...ACCOUNTS), fc.constantFrom(...ACCOUNTS))
  .filter(([a, b]) => a !== b)
  .map(([a, b]): Pair => ({ a: Math.min(a, b), b: Math.max(a, b) }));
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ pair, verdict: fc.constantFrom<Verdict>("same", "same", "different", "unsure") }),
  },
  { weight: 1, arbitrary: fc.record({ undo: fc.nat() }) },
);

it("groups are those that pairs connect, named after their least account", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 20 }), (same) => {
      expect(rootsOf(ACCOUNTS, same)).toEqual(spread(ACCOUNTS, same));
    }),
  );
});

it("a chain leads from one account to the other by standing pairs, or there is none", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 14 }), pair, (same, { a, b }) => {
      const chain = chainBetween(a, b, same);
      const roots = spread(ACCOUNTS, same);
      expect(chain !== undefined).toBe(roots.get(a) === roots.get(b));
      if (chain) expect(spread(ACCOUNTS, chain).get(a)).toBe(spread(ACCOUNTS, chain).get(b));
    }),
  );
});

it("after any sequence of judgements and undos no two that are different are together, and undo restores exactly", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let standing: StandingJudgement[] = [];
      const profiles = () =>
        profilesOf(
          ACCOUNTS,
          standing.filter(({ verdict }) => verdict === "same"),
        );
      for (const [id, each] of steps.entries()) {
        const before = { standing, profiles: profiles() };
        if ("undo" in each) {
          if (standing.length) standing = standing.filter((_, at) => at !== each.undo % standing.length);
        } else if (!objectionTo(each.pair, each.verdict, standing)) {
          standing = [...standing, { id, ...each.pair, verdict: each.verdict }];
          // Taking it back at once gives what was.
          const after = standing;
          standing = standing.filter((one) => one.id !== id);
          expect(profiles()).toEqual(before.profiles);
          standing = after;
        } else expect(standing).toBe(before.standing);
        const roots = spread(
          ACCOUNTS,
          standing.filter(({ verdict }) => verdict === "same"),
        );
        for (const { a, b, verdict } of standing)
          if (verdict === "different") expect(roots.get(a)).not.toBe(roots.get(b));
        for (const [account, profile] of profiles())
          expect(profile).toBe(roots.get(account) === account ? null : roots.get(account));
      }
    }),
    { numRuns: 300 },
  );
});

describe("an objection", () => {
  const judged = (id: number, a: number, b: number, verdict: Verdict): StandingJudgement => ({ id, a, b, verdict });
  const name = (account: number) => `account ${account}`;

  it("names what holds two together, the shortest way", () => {
    const standing = [
      judged(1, 1, 2, "same"),
      judged(2, 2, 3, "same"),
      judged(3, 3, 4, "same"),
      judged(4, 1, 3, "same"),
    ];
    const objection = objectionTo({ a: 1, b: 4 }, "different", standing)!;
    expect(objection).toEqual({ kind: "together", chain: [standing[3], standing[2]] });
    expect(explainObjection(objection, name)).toBe(
      "These two are held together by judgements of “same”: account 1 = account 3, account 3 = account 4. Undo one of them first.",
    );
  });

  it("names two that would come together though they are different, however far away", () => {
    const standing = [judged(1, 1, 2, "same"), judged(2, 3, 4, "same"), judged(3, 2, 4, "different")];
    const objection = objectionTo({ a: 1, b: 3 }, "same", standing)!;
    expect(objection).toEqual({ kind: "apart", judgement: standing[2] });
    expect(explainObjection(objection, name)).toContain("account 2 and account 4 together");
  });

  it("is made to a second judgement of the same two, and to none that is unsure", () => {
    const standing = [judged(1, 1, 2, "unsure")];
    expect(objectionTo({ a: 1, b: 2 }, "same", standing)).toEqual({ kind: "judged", judgement: standing[0] });
    expect(objectionTo({ a: 2, b: 3 }, "unsure", [judged(1, 1, 2, "same"), judged(2, 1, 3, "same")])).toBeUndefined();
  });

  it("is made to a profile that nobody can look over", () => {
    const chain = Array.from({ length: MOST_ACCOUNTS - 1 }, (_, at) => judged(at, at + 1, at + 2, "same"));
    expect(objectionTo({ a: 1, b: 500 }, "same", chain.slice(0, -1))).toBeUndefined();
    expect(objectionTo({ a: 1, b: 500 }, "same", chain)).toEqual({ kind: "large", accounts: MOST_ACCOUNTS + 1 });
  });
});
