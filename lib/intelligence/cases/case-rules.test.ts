import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isOver,
  losesLastManager,
  nextStatuses,
  refusePriority,
  refuseRights,
  refuseStatus,
  standardDue,
} from "./case-rules";
import { caseRoles, caseStatuses, standardRights } from "./case-words";

const manager = { canEdit: true, canManage: true };
const editor = { canEdit: true, canManage: false };
const reader = { canEdit: false, canManage: false };
const ended = { resolution: "Charged", openTransfers: 0 };

describe("the state of a case", () => {
  it("offers what is not refused, and nothing else", () => {
    for (const rights of [manager, editor, reader])
      for (const from of caseStatuses)
        for (const to of caseStatuses) {
          if (from === to) continue;
          const offered = nextStatuses(from, rights).includes(to);
          expect(refuseStatus(from, to, rights, ended) === undefined, `${from} to ${to}`).toBe(offered);
        }
  });

  it("is ended, begun anew and put away by who manages it", () => {
    expect(nextStatuses("open", editor)).toEqual(["in_progress", "on_hold"]);
    expect(nextStatuses("closed", editor)).toEqual([]);
    expect(nextStatuses("closed", manager)).toEqual(["in_progress", "archived"]);
    expect(nextStatuses("archived", manager)).toEqual(["closed"]);
    expect(refuseStatus("open", "closed", editor, ended)?.message).toBe("is for who manages the case");
    expect(caseStatuses.filter(isOver)).toEqual(["closed", "archived"]);
  });

  it("ends with a resolution and with every exhibit in somebody's hands", () => {
    expect(refuseStatus("open", "closed", manager, { resolution: "  ", openTransfers: 0 })?.field).toBe("resolution");
    expect(refuseStatus("open", "closed", manager, { resolution: "Charged", openTransfers: 2 })?.message).toMatch(
      /2 exhibits were handed over/,
    );
    expect(refuseStatus("archived", "closed", manager, { resolution: "", openTransfers: 0 })).toBeUndefined();
  });
});

it("asks of what is critical for somebody and a day, and for a manager to say that it is no more", () => {
  const wanted = { assignedTo: 4, dueOn: "2026-12-01" };
  expect(refusePriority("low", "critical", editor, wanted)).toBeUndefined();
  expect(refusePriority("low", "critical", editor, { ...wanted, assignedTo: null })?.field).toBe("assigned_to");
  expect(refusePriority("low", "critical", editor, { ...wanted, dueOn: null })?.field).toBe("due_on");
  expect(refusePriority("critical", "high", editor, wanted)?.field).toBe("priority");
  expect(refusePriority("critical", "high", manager, wanted)).toBeUndefined();
  expect(standardDue("critical", new Date("2026-11-22T23:00:00Z"))).toBe("2026-11-25");
});

it("gives every role rights that go together", () => {
  for (const role of caseRoles) expect(refuseRights(role, standardRights[role])).toBeUndefined();
  expect(refuseRights("investigator", { canEdit: false, canManage: true })).toMatch(/include editing/);
  expect(refuseRights("lead", editor)).toMatch(/include managing/);
  expect(refuseRights("viewer", editor)).toMatch(/neither/);
});

it("never leaves a case without a manager, whoever goes", () => {
  const members = fc.uniqueArray(fc.record({ userId: fc.nat(9), canManage: fc.boolean() }), {
    selector: (member) => member.userId,
    maxLength: 6,
  });
  fc.assert(
    fc.property(members, fc.nat(9), (before, userId) => {
      const left = before.filter((member) => member.userId !== userId);
      const managed = before.some((member) => member.canManage);
      const lost = managed && !left.some((member) => member.canManage);
      expect(losesLastManager(before, { userId, canManage: false })).toBe(lost);
      expect(losesLastManager(before, { userId, canManage: true })).toBe(false);
    }),
  );
});
