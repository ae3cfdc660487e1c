import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextRun, settingsInput } from "./backup-input";
import { type Kept, toPrune } from "./keep";

const now = new Date("2026-11-22T12:00:00Z");
const DAY = 86_400_000;
const nightly = (days: number): Kept[] =>
  Array.from({ length: days }, (_, ago) => ({
    id: days - ago,
    created_at: new Date(Date.UTC(2026, 10, 22, 2) - ago * DAY),
    verification: "passed",
  }));
const kept = (backups: Kept[], scheme: Parameters<typeof toPrune>[1]) => {
  const gone = new Set(toPrune(backups, scheme, now));
  return backups.filter((backup) => !gone.has(backup)).map(({ created_at }) => created_at.toISOString().slice(0, 10));
};

describe("keeping", () => {
  test("thirty days are thirty backups of as many nights", () => {
    const days = kept(nightly(100), { keep_days: 30, keep_weeks: 0, keep_months: 0 });
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toBe("2026-10-24");
  });

  test("weeks and months keep the last of each beyond the days", () => {
    const days = kept(nightly(200), { keep_days: 3, keep_weeks: 3, keep_months: 3 });
    expect(days).toEqual([
      "2026-11-22",
      "2026-11-21",
      "2026-11-20",
      "2026-11-15",
      "2026-11-08",
      "2026-10-31",
      "2026-09-30",
    ]);
  });

  test("one that was found whole is kept before a later one of the day that was not", () => {
    const at = (id: number, time: string, verification: Kept["verification"]): Kept => ({
      id,
      created_at: new Date(time),
      verification,
    });
    const day = [
      at(1, "2026-11-20T02:00:00Z", "passed"),
      at(2, "2026-11-20T20:00:00Z", "failed"),
      at(3, "2026-11-20T21:00:00Z", null),
    ];
    expect(toPrune(day, { keep_days: 5, keep_weeks: 0, keep_months: 0 }, now).map(({ id }) => id)).toEqual([3, 2]);
  });

  test("never takes the last 24 hours, nor the newest good one, nor leaves nothing", () => {
    const backup = fc.record({
      id: fc.nat(),
      created_at: fc.integer({ min: 0, max: 4000 }).map((hours) => new Date(now.getTime() - hours * 3_600_000)),
      verification: fc.constantFrom("passed" as const, "failed" as const, null),
    });
    const scheme = fc.record({
      keep_days: fc.integer({ min: 1, max: 40 }),
      keep_weeks: fc.nat(10),
      keep_months: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(backup), scheme, (backups, given) => {
        const gone = new Set(toPrune(backups, given, now));
        const stays = backups.filter((each) => !gone.has(each));
        expect(backups.length === 0 || stays.length > 0).toBe(true);
        for (const each of gone) expect(now.getTime() - each.created_at.getTime()).toBeGreaterThanOrEqual(DAY);
        const good = backups
          .filter(({ verification }) => verification === "passed")
          .map(({ created_at }) => created_at.getTime());
        if (good.length > 0)
          expect(
            stays.some((each) => each.verification === "passed" && each.created_at.getTime() === Math.max(...good)),
          ).toBe(true);
        // Pruning again takes nothing more.
        expect(toPrune(stays, given, now)).toEqual([]);
      }),
    );
  });
});

describe("a schedule", () => {
  const settings = { enabled: true, keep_days: 30, keep_weeks: 0, keep_months: 0, alarm_hours: 36, version: 1 };
  test.each(["0 2 * * *", "*/15 * * * *", "30 1 * * 1-5", "0 3 1,15 * *"])("%s is one", (schedule) => {
    expect(settingsInput.safeParse({ ...settings, schedule }).success).toBe(true);
  });
  test.each(["", "nightly", "0 2 * *", "0 25 * * *", "0 0 2 * * *", "0 0 31 2 *"])("“%s” is none", (schedule) => {
    expect(settingsInput.safeParse({ ...settings, schedule }).success).toBe(false);
  });
  test("is read in UTC", () => {
    expect(nextRun("0 2 * * *", new Date("2026-11-22T01:59:59Z"))).toEqual(new Date("2026-11-22T02:00:00Z"));
    expect(nextRun("0 2 * * *", new Date("2026-11-22T02:00:00Z"))).toEqual(new Date("2026-11-23T02:00:00Z"));
  });
});
