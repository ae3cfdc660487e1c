/* Addresses of crypto-currencies, each proven by its own checksum. */

import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { base58, base58xmr, bech32, bech32m } from "@scure/base";
import type { NormalizedIdentifier } from "./identifier";

type Wallet = NormalizedIdentifier & { detail: string };

const wallet = (value: string, detail: string, isValid: boolean, normalized = value): Wallet => ({
  value,
  normalized,
  detail,
  isValid,
});

/** First bytes of base58check addresses of twenty bytes, and whose they are. */
const VERSIONS = new Map([
  [0x00, "BTC"],
  [0x05, "BTC"],
  [0x30, "LTC"],
  [0x32, "LTC"],
  [0x41, "TRX"],
  [0x1e, "DOGE"],
  [0x4c, "DASH"],
]);

/**
 * A wallet's address: as it is written where case counts, in lower case where it does not (bech32, Ethereum), and of TON
 * the raw form, which its two spellings share. Null where it has the form of none; one whose form is unmistakable and
 * whose checksum fails is not valid.
 */
export function normalizeWallet(raw: string): Wallet | null {
  const address = raw
    .trim()
    .replace(/^(?:bitcoin|litecoin|ethereum|monero|tron|ton|dogecoin|dash):(?:\/\/transfer\/)?/i, "");
  const found = ethereum(address) ?? segwit(address) ?? monero(address) ?? ton(address) ?? byBase58(address);
  return found && { ...found, value: raw };
}

function ethereum(address: string): Wallet | null {
  if (!/^0x[0-9a-f]{40}$/i.test(address)) return null;
  const lower = address.slice(2).toLowerCase();
  const written = address.slice(2);
  // Written in one case, an address carries no checksum (EIP-55).
  const isValid = written === lower || written === lower.toUpperCase() || written === inMixedCase(lower);
  return wallet(address, "ETH", isValid, `0x${lower}`);
}

function inMixedCase(lower: string): string {
  const hash = keccak_256(new TextEncoder().encode(lower));
  const nibble = (index: number) => (hash[index >> 1]! >> (index % 2 === 0 ? 4 : 0)) & 15;
  return [...lower].map((letter, index) => (nibble(index) >= 8 ? letter.toUpperCase() : letter)).join("");
}

function segwit(address: string): Wallet | null {
  const coin = /^(bc|ltc)1[02-9ac-hj-np-z]{11,87}$/i.exec(address)?.[1]?.toLowerCase();
  if (coin === undefined) return null;
  const lower = address.toLowerCase();
  const inOneCase = address === lower || address === address.toUpperCase();
  return wallet(address, coin === "bc" ? "BTC" : "LTC", inOneCase && isSegwit(lower), lower);
}

/** BIP 173 and 350: version 0 with the checksum of bech32 and 20 or 32 bytes, later ones with that of bech32m. */
function isSegwit(address: string): boolean {
  const old = bech32.decodeUnsafe(address);
  const decoded = old ?? bech32m.decodeUnsafe(address);
  const version = decoded?.words[0];
  if (!decoded || version === undefined || version > 16 || (version === 0) !== (old !== undefined)) return false;
  const program = bech32.fromWordsUnsafe(decoded.words.slice(1));
  if (!program || program.length < 2 || program.length > 40) return false;
  return version !== 0 || program.length === 20 || program.length === 32;
}

/** 95 letters, or 106 with a payment id; the last four bytes are of the Keccak of all before. */
function monero(address: string): Wallet | null {
  if (!/^[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?$/.test(address)) return null;
  return wallet(address, "XMR", isMonero(address));
}

function isMonero(address: string): boolean {
  const bytes = decoded(() => base58xmr.decode(address));
  if (!bytes || ![18, 19, 42].includes(bytes[0] ?? 0)) return false;
  return sameEnd(keccak_256(bytes.slice(0, -4)), bytes.slice(-4));
}

/** 36 bytes in base64: a flag, the workchain, the hash of the account, and CRC-16. */
function ton(address: string): Wallet | null {
  if (!/^[EUk0][Qf][A-Za-z0-9_+/-]{46}$/.test(address)) return null;
  const bytes = Buffer.from(address.replaceAll("-", "+").replaceAll("_", "/"), "base64");
  if (bytes.length !== 36 || crc16(bytes.subarray(0, 34)) !== bytes.readUInt16BE(34)) return null;
  return wallet(address, "TON", true, `${bytes.readInt8(1)}:${bytes.subarray(2, 34).toString("hex")}`);
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

/** 25 bytes: whose, twenty of a key or script, four of the double SHA-256. Too plain a form to be named invalid. */
function byBase58(address: string): Wallet | null {
  if (!/^[13LMTDAX9][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(address)) return null;
  const bytes = decoded(() => base58.decode(address));
  const coin = VERSIONS.get(bytes?.[0] ?? -1);
  if (!bytes || bytes.length !== 25 || coin === undefined) return null;
  return sameEnd(sha256(sha256(bytes.slice(0, 21))), bytes.slice(21)) ? wallet(address, coin, true) : null;
}

const sameEnd = (hash: Uint8Array, checksum: Uint8Array) => checksum.every((byte, index) => byte === hash[index]);

function decoded(decode: () => Uint8Array): Uint8Array | null {
  try {
    return decode();
  } catch {
    return null; // not of this alphabet or length
  }
}
