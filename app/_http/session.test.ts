import { createHmac } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hashToken } from "@/lib/identity/token";
import { cookieName, cookieOptions, credentialFromCookies, encodeSession } from "./session";

const SECRET = "a secret for tests of the session cookie";
const claims = { sub: "7", sid: "k".repeat(43) };

beforeEach(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgres://nobody@localhost/none",
    AUTH_SECRET: SECRET,
    AUTH_URL: "http://localhost:3000",
    SECURESPHERE_ENCRYPTION_KEYS: `test:${Buffer.alloc(32).toString("base64")}`,
  });
});
afterEach(() => vi.useRealTimers());

const credential = (value: string) => credentialFromCookies(`theme=dark; ${cookieName("session")}=${value}; x=1`);
const none = { kind: "none" };
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("the session cookie", () => {
  it("carries the session's token, of which only the hash goes on", async () => {
    const value = await encodeSession(claims);
    expect(await credential(value)).toEqual({ kind: "session", hash: hashToken(claims.sid) });
    expect(await credential(value)).toEqual({ kind: "session", hash: hashToken(claims.sid) });
  });

  it("is nothing when unsigned, signed instead of encrypted, or made with another key", async () => {
    const later = Math.floor(Date.now() / 1000) + 600;
    const payload = base64({ ...claims, exp: later });
    const unsigned = `${base64({ alg: "none", typ: "JWT" })}.${payload}.`;
    const head = `${base64({ alg: "HS256", typ: "JWT" })}.${payload}`;
    const signed = `${head}.${createHmac("sha256", SECRET).update(head).digest("base64url")}`;
    const foreign = await encode({ token: claims, secret: "another secret, just as long as ours is" });
    for (const value of [unsigned, signed, foreign, "", "%", "a.b.c.d.e"])
      expect(await credential(value)).toEqual(none);
  });

  it("is nothing with a bit changed, or when made for something else", async () => {
    const value = await encodeSession(claims);
    const changed = value.slice(0, -2) + (value.at(-2) === "A" ? "B" : "A") + value.at(-1);
    expect(await credential(changed)).toEqual(none);
    const withoutSession = await encode({ token: { sub: "7", invitation: claims.sid }, secret: SECRET });
    expect(await credential(withoutSession)).toEqual(none);
  });

  it("is nothing once it has expired", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const value = await encodeSession(claims, 60);
    vi.setSystemTime(Date.now() + 50_000);
    expect(await credential(value)).toMatchObject({ kind: "session" });
    vi.setSystemTime(Date.now() + 120_000);
    expect(await credential(value)).toEqual(none);
  });

  it("is held to HTTPS and to this host where the public address is HTTPS", () => {
    expect([cookieName("session"), cookieOptions().secure]).toEqual(["securesphere.session", false]);
    const settings = globalThis as { [key: symbol]: unknown };
    const plain = settings[Symbol.for("securesphere.config")];
    settings[Symbol.for("securesphere.config")] = { ...(plain as object), authUrl: "https://sphere.test" };
    expect(cookieName("session")).toBe("__Host-securesphere.session");
    expect(cookieOptions()).toEqual({ httpOnly: true, sameSite: "lax", secure: true, path: "/" });
    settings[Symbol.for("securesphere.config")] = plain;
  });

  it("is found under its own name only", async () => {
    const value = await encodeSession(claims);
    expect(await credentialFromCookies(`x${cookieName("session")}=${value}`)).toEqual(none);
    expect(await credentialFromCookies(`__Host-securesphere.session=${value}`)).toEqual(none);
  });
});
