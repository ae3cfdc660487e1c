import { beforeAll, expect, it } from "vitest";
import { isChallenge, makeChallenge } from "./passkey-challenge";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@127.0.0.1/none",
    AUTH_SECRET: "a secret for tests of challenges only",
    AUTH_URL: "http://localhost:3000",
    SECURESPHERE_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  });
});

it("is good for its purpose, its subject and five minutes", () => {
  const now = 1_800_000_000_000;
  const challenge = makeChallenge("prove", 12, now);
  expect(isChallenge(challenge, "prove", 12, now + 299_000)).toBe(true);
  expect(isChallenge(challenge, "prove", 12, now + 301_000)).toBe(false);
  expect(isChallenge(challenge, "prove", 13, now)).toBe(false);
  expect(isChallenge(challenge, "second", 12, now)).toBe(false);
  expect(makeChallenge("prove", 12, now)).not.toBe(challenge);
});

it("is nobody else's to make", () => {
  const now = 1_800_000_000_000;
  const challenge = makeChallenge("sign-in", "", now);
  expect(isChallenge(challenge, "sign-in", "", now)).toBe(true);
  expect(isChallenge(challenge.replace("1800000300", "1900000300"), "sign-in", "", now)).toBe(false);
  expect(isChallenge(`${challenge.slice(0, -1)}${challenge.endsWith("A") ? "B" : "A"}`, "sign-in", "", now)).toBe(
    false,
  );
  expect(isChallenge("", "sign-in", "", now)).toBe(false);
});
