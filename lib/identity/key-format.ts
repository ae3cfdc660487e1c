import { hash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 36;
const CHECKSUM_LENGTH = 6;
const SHAPE = new RegExp(`^ssk_([0-9A-Za-z]{${RANDOM_LENGTH}})_([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`);

/** A new key, `ssk_<random>_<checksum>`: shown once, kept as its hash, recognised by its prefix. */
export function newKey(): { key: string; prefix: string; hash: Buffer } {
  const key = keyOf(randomText(RANDOM_LENGTH));
  return { key, prefix: key.slice(0, 12), hash: hashKey(key) };
}

/** The key of so many random letters and digits (36), with its checksum. */
export const keyOf = (random: string) => `ssk_${random}_${checksum(random)}`;

/** Whether a text can be a key at all: a typing error shows without asking the database, and scanners for leaked secrets know it. */
export function looksLikeKey(text: string): boolean {
  const [, random, sum] = SHAPE.exec(text) ?? [];
  return random !== undefined && sum === checksum(random);
}

/** The form in which a key is kept. */
export const hashKey = (key: string) => hash("sha256", key, "buffer");

/** 62 does not divide 256: bytes beyond its last multiple are drawn again, so that no letter is likelier. */
function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
  }
  return text;
}

function checksum(random: string): string {
  let rest = crc32(random);
  let text = "";
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    text = ALPHABET[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
