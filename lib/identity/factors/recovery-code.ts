import { hash, randomInt } from "node:crypto";

// Without those that look alike: they are written down and typed.
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const COUNT = 10;

const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("");

/** Ten codes of four groups of four, about 79 bits each. */
export const newRecoveryCodes = () => Array.from({ length: COUNT }, () => Array.from({ length: 4 }, group).join("-"));

/** The form in which a code is kept, however it was typed. Its randomness makes a slow hash needless. */
export const hashRecoveryCode = (code: string) =>
  hash("sha256", code.toLowerCase().replace(/[^a-z0-9]/g, ""), "buffer");
