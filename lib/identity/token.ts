import { hash, randomBytes } from "node:crypto";

/** 256 random bits for a session, an invitation or a reset: only the SHA-256 is kept. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}

/** The form in which a token is kept. */
export const hashToken = (token: string) => hash("sha256", token, "buffer");
