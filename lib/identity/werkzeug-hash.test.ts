import { describe, expect, it } from "vitest";
import { hashes } from "@/e2e/support/legacy-database";
import { isWerkzeugHash, verifyWerkzeug } from "./werkzeug-hash";

const [, scryptSalt, scryptHex] = hashes.scrypt.split("$");
const [, pbkdf2Salt, pbkdf2Hex] = hashes.pbkdf2.split("$");

describe("hashes of Werkzeug", () => {
  it.each([
    ["scrypt", hashes.scrypt, "correct horse battery"],
    ["scrypt of more than ASCII", hashes.scryptUnicode, "pässwörd ✓"],
    ["pbkdf2 with sha256", hashes.pbkdf2, "admin123"],
    ["pbkdf2 with sha512", hashes.pbkdf2Sha512, "correct horse battery"],
  ])("are verified: %s", async (_, hash, password) => {
    expect(isWerkzeugHash(hash)).toBe(true);
    expect(await verifyWerkzeug(hash, password)).toBe(true);
    for (const wrong of [`${password} `, password.toUpperCase(), "", password.slice(1)])
      expect(await verifyWerkzeug(hash, wrong)).toBe(false);
    const last = hash.at(-1) === "0" ? "1" : "0";
    expect(await verifyWerkzeug(hash.slice(0, -1) + last, password)).toBe(false);
  });

  it.each([
    ["memory without bounds", `scrypt:1073741824:8:1$${scryptSalt}$${scryptHex}`],
    ["blocks without bounds", `scrypt:32768:1000000:1$${scryptSalt}$${scryptHex}`],
    ["work without bounds", `scrypt:32768:8:999999999$${scryptSalt}$${scryptHex}`],
    ["a cost that is no power of two", `scrypt:32767:8:1$${scryptSalt}$${scryptHex}`],
    ["a cost of nothing", `scrypt:0:8:1$${scryptSalt}$${scryptHex}`],
    ["a cost below zero", `scrypt:-1024:8:1$${scryptSalt}$${scryptHex}`],
    ["costs left out", `scrypt$${scryptSalt}$${scryptHex}`],
    ["a shortened hash", `scrypt:32768:8:1$${scryptSalt}$${scryptHex!.slice(0, 32)}`],
    ["rounds without bounds", `pbkdf2:sha256:999999999$${pbkdf2Salt}$${pbkdf2Hex}`],
    ["too few rounds", hashes.weak],
    ["no rounds", `pbkdf2:sha256$${pbkdf2Salt}$${pbkdf2Hex}`],
    ["an old digest", `pbkdf2:sha1:600000$${pbkdf2Salt}$${pbkdf2Hex!.slice(0, 40)}`],
    ["a digest that is none", `pbkdf2:constructor:600000$${pbkdf2Salt}$${pbkdf2Hex}`],
    ["a digest of another's length", `pbkdf2:sha512:600000$${pbkdf2Salt}$${pbkdf2Hex}`],
    ["a plain digest", `sha256$${pbkdf2Salt}$${pbkdf2Hex}`],
    ["bcrypt", "$2b$12$abcdefghijklmnopqrstuuJZ8Zb6vX4m3R0a1b2c3d4e5f6g7h8i9"],
    ["plain text", "admin123"],
    ["nothing", ""],
  ])("are none with %s", async (_, hash) => {
    expect(isWerkzeugHash(hash)).toBe(false);
    expect(await verifyWerkzeug(hash, "correct horse battery")).toBe(false);
  });
});
