/* Links, and the accounts that some links are. */

import { asciiHost, bareDomain, hostPattern, normalizeDomain } from "./hosts";
import { MOST_BYTES, type FoundIdentifier, type NormalizedIdentifier } from "./identifier";
import { normalizeIp } from "./addresses";
import { DOT, isDefanged, refang } from "./refang";

const SCHEME = String.raw`(?:h(?:tt|xx|\*\*)ps?|f(?:t|x)ps?|wss?|tg)(?::|\[:\])\/\/|(?:h(?:tt|xx)ps?|fxps?)\[:\/\/\]`;
const REST = String.raw`[^\s<>"'\u0060|«»“”„‘’\u0000-\u001f]`;
const LINK = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${SCHEME})${REST}{1,2000}`, "giu");
const HOST = hostPattern(DOT);
const BARE = new RegExp(
  String.raw`(?<![\p{L}\p{N}_@.%/:=&+-])${HOST}(?::\d{2,5})?(?:[/?]${REST}{0,2000})?(?![\p{L}\p{N}_@])`,
  "giu",
);

/**
 * A link: scheme and host in lower case, the host in ASCII, without a standard port and without its fragment; of
 * one that is too long, its query goes too. One without a scheme counts as https. The detail is its host.
 */
export function normalizeUrl(raw: string): NormalizedIdentifier | null {
  const link = refang(raw.trim());
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(link) ? link : `https://${link}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  const host = url.hostname.replace(/\.$/, "");
  if (!/^(?:https?|ftps?|wss?):$/.test(url.protocol) || !host) return null;
  url.hash = "";
  if (url.href.length > MOST_BYTES) url.search = "";
  const known = normalizeIp(host) ?? normalizeDomain(host);
  return {
    value: raw,
    normalized: url.href,
    detail: host.replace(/^www\.(?=.+\.)/, ""),
    isValid: known?.isValid ?? false,
  };
}

const NAME = /^[a-z][a-z0-9_.]{1,31}$/i;
const NO_NAMES = new Set(
  "joinchat addstickers addemoji share proxy socks login iv p reel reels stories explore accounts direct s c".split(
    " ",
  ),
);

/** The account that a link is: t.me/name, tg://resolve?domain=name, instagram.com/name; else null. */
export function accountOf(link: string): string | null {
  const written = refang(link);
  const resolved = /^tg:\/\/resolve\/?\?(?:.*&)?domain=([a-z0-9_]+)/i.exec(written)?.[1];
  if (resolved) return NAME.test(resolved) ? resolved : null;
  const place = /^(?:https?:\/\/)?(?:www\.)?(t\.me|telegram\.(?:me|dog)|instagram\.com)\/(?:s\/)?([^/?#]+)/i.exec(
    written,
  );
  const name = place?.[2];
  if (!name || !NAME.test(name) || NO_NAMES.has(name.toLowerCase())) return null;
  return place[1]?.toLowerCase() !== "instagram.com" && name.includes(".") ? null : name;
}

export function findLinks(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  const take = (value: string, start: number) => {
    const end = start + value.length;
    const account = accountOf(value);
    if (account)
      return void found.push({ kind: "handle", value, normalized: account.toLowerCase(), start, end, isValid: true });
    const url = normalizeUrl(value);
    if (url) found.push({ kind: "url", ...url, start, end });
  };
  for (const match of text.matchAll(LINK)) take(withoutEnd(match[0]), match.index);
  return found;
}

/** Hosts without a scheme: links where a path, a query or a port follows, domains otherwise. */
export function findHosts(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  for (const match of text.matchAll(BARE)) {
    const value = withoutEnd(match[0]);
    const [start, end] = [match.index, match.index + value.length];
    const host = new RegExp(`^${HOST}`, "iu").exec(value)?.[0] ?? "";
    if (host.length === value.length) {
      const domain = bareDomain(value);
      if (domain) found.push({ kind: "domain", ...domain, start, end });
      continue;
    }
    const account = accountOf(value);
    if (account) {
      found.push({ kind: "handle", value, normalized: account.toLowerCase(), start, end, isValid: true });
      continue;
    }
    // "and/or" of prose: "he.said/she" has no known ending, "ok.so/la" has one that is a word and no defanging.
    const ascii = asciiHost(refang(host));
    const known = ascii === null ? null : isDefanged(host) ? normalizeDomain(host) : linkedDomain(host, value);
    const url = known?.isValid ? normalizeUrl(value) : null;
    if (url) found.push({ kind: "url", ...url, start, end });
  }
  return found;
}

/** A path of some length makes an address of a name that alone might be prose: "youtu.be/dQw4", "bit.ly/x1". */
const linkedDomain = (host: string, link: string) =>
  /[/?][\p{L}\p{N}_%=-]{2,}/u.test(link.slice(host.length)) && !/^\p{Lu}\p{Ll}/u.test(host.split(".").at(-1) ?? "")
    ? normalizeDomain(host)
    : bareDomain(host);

/** Without the punctuation of the sentence around it; a closing bracket stays where the link opened one. */
function withoutEnd(link: string): string {
  let end = link.length;
  for (;;) {
    const last = link[end - 1] ?? "";
    if (/[.,;:!?*_~…।。，、]/u.test(last)) end--;
    else if (")]}".includes(last) && last && !isBalanced(link.slice(0, end), last)) end--;
    else return link.slice(0, end);
  }
}

function isBalanced(link: string, closing: string): boolean {
  const opening = { ")": "(", "]": "[", "}": "{" }[closing] ?? "";
  return link.split(opening).length >= link.split(closing).length;
}
