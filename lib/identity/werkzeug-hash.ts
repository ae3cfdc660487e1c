import { pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/**
 * Password hashes of Werkzeug (`scrypt:N:r:p$salt$hex`, `pbkdf2:digest:iterations$salt$hex`), as accounts that moved in
 * from the original system have until they sign in once. Their costs stand in the text, so they are bounded here: a hash
 * that would take all the memory or minutes of work is not one.
 */
type WerkzeugHash = { salt: string; expected: Buffer } & (
  { method: "scrypt"; N: number; r: number; p: number } | { method: "pbkdf2"; digest: string; iterations: number }
);

const MOST_MEMORY = 128 * 1024 * 1024;
/** Of scrypt's inner steps, N·r·p: sixteen times Werkzeug's own. */
const MOST_STEPS = 16 * 32_768 * 8;
const LEAST_ROUNDS = 10_000;
/** Twice Werkzeug's own, about a second. */
const MOST_ROUNDS = 2_000_000;
/** Bytes of each digest that is still sound; Werkzeug's oldest hashes (md5, sha1) are not. */
const DIGESTS: Record<string, number> = { sha256: 32, sha512: 64 };
const SCRYPT_BYTES = 64;

const scryptAsync = promisify<string, string, number, object, Buffer>(scrypt);
const pbkdf2Async = promisify(pbkdf2);

function read(text: string): WerkzeugHash | undefined {
  const [, method, salt, hex] = /^([a-z0-9:]{1,60})\$([^$]{1,200})\$([0-9a-f]{32,256})$/.exec(text) ?? [];
  if (!method || !salt || !hex || hex.length % 2) return undefined;
  const expected = Buffer.from(hex, "hex");
  const [name, ...costs] = method.split(":");
  if (name === "scrypt" && expected.length === SCRYPT_BYTES) {
    const [N, r, p] = costs.map(cost);
    return costs.length === 3 && isBearable(N!, r!, p!)
      ? { method: name, N: N!, r: r!, p: p!, salt, expected }
      : undefined;
  }
  const [digest, rounds] = costs;
  if (name !== "pbkdf2" || costs.length !== 2 || !Object.hasOwn(DIGESTS, digest!)) return undefined;
  const iterations = cost(rounds!);
  const fits = expected.length === DIGESTS[digest!] && iterations >= LEAST_ROUNDS && iterations <= MOST_ROUNDS;
  return fits ? { method: name, digest: digest!, iterations, salt, expected } : undefined;
}

const cost = (text: string) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : NaN);

const isBearable = (N: number, r: number, p: number) =>
  N >= 1024 && (N & (N - 1)) === 0 && 128 * N * r <= MOST_MEMORY && N * r * p <= MOST_STEPS;

/** Whether a text is a Werkzeug hash that can be verified, within bounds. */
export const isWerkzeugHash = (text: string) => read(text) !== undefined;

/** Whether a password is the one behind a Werkzeug hash, which took its bytes as they were typed. */
export async function verifyWerkzeug(text: string, password: string): Promise<boolean> {
  const hash = read(text);
  if (!hash) return false;
  const { salt, expected } = hash;
  const actual =
    hash.method === "scrypt"
      ? await scryptAsync(password, salt, expected.length, {
          N: hash.N,
          r: hash.r,
          p: hash.p,
          maxmem: 2 * MOST_MEMORY,
        })
      : await pbkdf2Async(password, salt, hash.iterations, expected.length, hash.digest);
  return timingSafeEqual(actual, expected);
}
