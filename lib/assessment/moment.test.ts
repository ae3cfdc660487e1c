import { describe, expect, it } from "vitest";
import { readMoment } from "./moment";

describe("a moment in an address", () => {
  it("is now, a snapshot, the end of a day, or a time in UTC", () => {
    expect(readMoment("now")).toEqual({ kind: "now" });
    expect(readMoment("12")).toEqual({ kind: "snapshot", id: 12 });
    expect(readMoment("2026-02-03")).toEqual({ kind: "time", at: new Date("2026-02-03T23:59:59.999Z"), day: true });
    expect(readMoment("2026-02-03T04:05")).toMatchObject({ at: new Date("2026-02-03T04:05:00Z"), day: false });
    expect(readMoment("2026-02-03T04:05:06.007Z")).toMatchObject({ at: new Date("2026-02-03T04:05:06.007Z") });
  });

  it.each(["", "0", "-1", "1e3", "2026-13-01", "2026-02-03T25:00", "yesterday", "12345678901", "2026-02-03'"])(
    "is not %j",
    (text) => expect(readMoment(text)).toBeUndefined(),
  );
});
