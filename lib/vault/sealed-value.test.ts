import { expect, it } from "vitest";
import { openValue, sealValue } from "./sealed-value";

const key = Buffer.alloc(32, 3);
const place = { table: "authenticators", column: "secret", organizationId: 7, row: 12 };

it("opens with its key and in its place alone, and never twice looks the same", () => {
  const secret = Buffer.from("a secret of twenty b");
  const sealed = sealValue(secret, key, place);
  expect(openValue(sealed, key, place)).toEqual(secret);
  expect(sealed.includes(secret)).toBe(false);
  expect(sealValue(secret, key, place)).not.toEqual(sealed);
  expect(() => openValue(sealed, Buffer.alloc(32, 4), place)).toThrow();
  for (const other of [{ organizationId: 8 }, { row: 13 }, { column: "name" }, { table: "passkeys" }]) {
    expect(() => openValue(sealed, key, { ...place, ...other })).toThrow();
  }
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => openValue(changed, key, place), `byte ${at}`).toThrow();
  }
});
