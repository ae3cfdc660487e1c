import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { describeTotpSecret, newTotpSecret, stepOfCode } from "./totp";

describe("a code of an authenticator app", () => {
  it("is that of RFC 6238 for its secret and time", () => {
    const secret = Buffer.from("12345678901234567890");
    expect(stepOfCode(secret, "287082", 59_000)).toBe(1);
    expect(stepOfCode(secret, "081804", 1_111_111_109_000)).toBe(37_037_036);
    expect(stepOfCode(secret, "287083", 59_000)).toBeUndefined();
  });

  it("counts half a minute before and after, and no longer", () => {
    const secret = Buffer.from("12345678901234567890");
    for (const [now, step] of [
      [29_999, 1], // its clock goes before
      [30_000, 1],
      [89_999, 1],
      [90_000, undefined],
    ] as const) {
      expect(stepOfCode(secret, "287082", now), String(now)).toBe(step);
    }
  });

  it.each(["", "28708", "2870822", "28708a", "٢٨٧٠٨٢"])("is not %j", (code) => {
    expect(stepOfCode(Buffer.from("12345678901234567890"), code, 59_000)).toBeUndefined();
  });

  it("can be set up by what is shown", () => {
    const secret = newTotpSecret();
    const { text, picture } = describeTotpSecret(secret, "maria@acme.test");
    const app = new TOTP({ secret: Secret.fromBase32(text.replaceAll(" ", "")) });
    expect(stepOfCode(secret, app.generate())).toBeDefined();
    expect(Buffer.from(picture.split(",")[1]!, "base64").toString()).toMatch(/^<svg /);
  });
});
