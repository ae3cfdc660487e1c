/* Long words without a blank: what is a hash or a wallet stands among them. */

import { hashAt } from "./hashes";
import type { FoundIdentifier } from "./identifier";
import { normalizeWallet } from "./wallets";

const LONG = /(?<![A-Za-z0-9])[A-Za-z0-9]{26,130}(?![A-Za-z0-9])/g;
const BASE64 = /(?<![\w+/-])[EUk0][Qf][\w+/-]{46}(?![\w+/=-])/g;

export function findWords(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  for (const pattern of [LONG, BASE64]) {
    for (const match of text.matchAll(pattern)) {
      const [word] = match;
      const place = { start: match.index, end: match.index + word.length };
      const wallet = normalizeWallet(word);
      if (wallet) found.push({ kind: "wallet", ...wallet, ...place });
      const hash = wallet || pattern === BASE64 ? null : hashAt(text, word, match.index);
      if (hash) found.push({ kind: "hash", ...hash, ...place });
    }
  }
  return found;
}
