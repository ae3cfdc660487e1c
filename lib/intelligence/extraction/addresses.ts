/* E-mail and internet addresses. */

import { asciiHost, hostPattern, normalizeDomain } from "./hosts";
import type { FoundIdentifier, NormalizedIdentifier } from "./identifier";
import { AT, DOT, refang } from "./refang";

const LOCAL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}._%+'-]{0,62}[\p{L}\p{N}_%+-])?`;
const EMAIL = new RegExp(String.raw`(?<![\p{L}\p{N}._%+-])${LOCAL}${AT}${hostPattern(DOT)}(?![\p{L}\p{N}@])`, "giu");
const OCTETS = new RegExp(String.raw`(?<![\p{L}\p{N}_.-])\d{1,3}(?:${DOT}\d{1,3}){3}(?![\p{L}\p{N}_-]|\.\d)`, "giu");
const GROUPS = /(?<![\p{L}\p{N}_:.])[0-9a-f:]{2,39}(?:\d\.\d{1,3}\.\d{1,3}\.\d{1,3})?(?![\p{L}\p{N}_:])/giu;

/** An e-mail address: lower case, its host as a domain's; what stands before the at sign is kept, dots and plus too. */
export function normalizeEmail(raw: string): NormalizedIdentifier | null {
  const address = refang(raw.trim()).replace(/^mailto:/i, "");
  const at = address.lastIndexOf("@");
  if (at < 1 || /[\s@<>]/.test(address.slice(0, at))) return null;
  const host = asciiHost(address.slice(at + 1));
  const known = host === null ? null : normalizeDomain(host);
  if (host === null || known === null) return null;
  return {
    value: raw,
    normalized: `${address.slice(0, at).toLowerCase()}@${host}`,
    detail: host,
    isValid: known.isValid,
  };
}

export function findEmails(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  for (const match of text.matchAll(EMAIL)) {
    const email = normalizeEmail(match[0]);
    if (!email?.isValid) continue;
    found.push({ kind: "email", ...email, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** An internet address: four numbers, or version 6 in its shortest form; its detail says where it leads nowhere public. */
export function normalizeIp(raw: string): NormalizedIdentifier | null {
  const address = refang(raw.trim().replace(/^\[([0-9a-f:.]+)\]$/i, "$1"));
  if (address.includes(":")) {
    if (!/^[0-9a-f:.]+$/i.test(address) || !URL.canParse(`http://[${address}]/`)) return null;
    const normalized = new URL(`http://[${address}]/`).hostname.slice(1, -1);
    return { value: raw, normalized, ...special6(normalized), isValid: true };
  }
  const octets = address.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256))
    return null;
  return { value: raw, normalized: address, ...special4(octets.map(Number)), isValid: true };
}

export function findIps(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  const take = (written: string, start: number) => {
    const ip = normalizeIp(written);
    if (ip) found.push({ kind: "ip", ...ip, start, end: start + written.length });
  };
  for (const match of text.matchAll(OCTETS)) {
    if (!/(?:\bv|version|build|release|firmware)\.?\s?$/i.test(text.slice(Math.max(0, match.index - 10), match.index)))
      take(match[0], match.index);
  }
  for (const match of text.matchAll(GROUPS)) {
    const written = match[0].replace(/(?<!:):$/, "");
    const groups = written.split(":").filter(Boolean);
    // "12:30:45" is a time, "add::" a word; an address has two groups and more, and a digit among them.
    if (groups.length < 2 || !/\d/.test(written)) continue;
    if (written.includes("::") || groups.length === 8 || written.includes(".")) take(written, match.index);
  }
  return found;
}

function special4([a = 0, b = 0]: number[]): { detail?: string } {
  if (a === 127) return { detail: "loopback" };
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return { detail: "private" };
  if (a === 169 && b === 254) return { detail: "link-local" };
  if (a === 0 || a >= 224 || (a === 100 && b >= 64 && b < 128)) return { detail: "reserved" };
  return {};
}

function special6(address: string): { detail?: string } {
  if (address === "::1") return { detail: "loopback" };
  if (/^f[cd]/.test(address)) return { detail: "private" };
  if (/^fe[89ab]/.test(address)) return { detail: "link-local" };
  return {};
}
