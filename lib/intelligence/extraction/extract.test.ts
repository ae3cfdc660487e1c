import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractIdentifiers } from "./extract";
import { IDENTIFIER_KINDS } from "./identifier";
import { normalizeIdentifier } from "./normalize";

/** What is found, as "kind normalized", with a mark on what is not valid. */
const found = (text: string, defaultRegion?: string) =>
  extractIdentifiers(text, { ...(defaultRegion ? { defaultRegion } : {}) }).map(
    ({ kind, normalized, isValid }) => `${kind} ${normalized}${isValid ? "" : " (invalid)"}`,
  );

/** Real addresses of the formats' own documents; nobody's in particular. */
const BTC = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
const SEGWIT = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq";
const TAPROOT = "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr";
const ETH = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const TRX = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";
const XMR = "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A";
const TON = "EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N";
const LTC = "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1";

describe("what is found in a text", () => {
  it.each([
    ["write to Dealer.One+x@Mail.Example.com.", ["email dealer.one+x@mail.example.com"]],
    ["dealer[at]proton[.]me, or mail (at) me", ["email dealer@proton.me"]],
    ["see https://Shop.Example.com:443/a_(b)?q=1#top).", ["url https://shop.example.com/a_(b)?q=1"]],
    ["hxxps://evil[.]example[.]com/payload.exe", ["url https://evil.example.com/payload.exe"]],
    ["hxxp[:]//evil[.]net and hxxps[://]bad[.]org", ["url http://evil.net/", "url https://bad.org/"]],
    ["evil[.]me is back, www.darkshop.co.uk too", ["domain evil.me", "domain darkshop.co.uk"]],
    ["магазин на пример.рф", ["domain xn--e1afmkfd.xn--p1ai"]],
    ["bit.ly/3xYz and youtu.be/dQw4w9", ["url https://bit.ly/3xYz", "url https://youtu.be/dQw4w9"]],
    ["ok.so then. Done.Now we go, see notes.md and run.sh or 3.14", []],
    ["the store confirmed delivery at 12:30:45, std::vector, and/or", []],
    ["from 192.168.0.12 and 8.8.8[.]8, not 1.2.3.4.5, 999.1.1.1 or v1.2.3.4", ["ip 192.168.0.12", "ip 8.8.8.8"]],
    ["at 2001:0DB8:0:0:0:0:0:1, and fe80::1.", ["ip 2001:db8::1", "ip fe80::1"]],
    ["pm @Snow_King or t.me/Snow_King/12, @all", ["handle snow_king", "handle snow_king"]],
    [
      "https://t.me/joinchat/AAAAAE, https://t.me/+AbCd",
      ["url https://t.me/joinchat/AAAAAE", "url https://t.me/+AbCd"],
    ],
    ["tg://resolve?domain=snow_king https://instagram.com/snow.king/", ["handle snow_king", "handle snow.king"]],
    [`send to ${BTC} or ${SEGWIT}`, [`wallet ${BTC}`, `wallet ${SEGWIT}`]],
    [`${TAPROOT.toUpperCase()}`, [`wallet ${TAPROOT}`]],
    [`${ETH} ${ETH.toLowerCase()}`, [`wallet ${ETH.toLowerCase()}`, `wallet ${ETH.toLowerCase()}`]],
    [ETH.replace("aA", "Aa"), [`wallet ${ETH.toLowerCase()} (invalid)`]],
    [`${TRX}, ${XMR}, ${LTC}`, [`wallet ${TRX}`, `wallet ${XMR}`, `wallet ${LTC}`]],
    [TON, ["wallet 0:83dfd552e63729b472fcbcc8c45ebcc6691702558b68ec7527e1ba403a0f31a8"]],
    [`${BTC.slice(0, -1)}b ${TRX.slice(0, -1)}1`, []],
    [`${SEGWIT.slice(0, -1)}p`, [`wallet ${SEGWIT.slice(0, -1)}p (invalid)`]],
    ["IBAN: DE89 3704 0044 0532 0130 00 thanks", ["iban DE89370400440532013000"]],
    ["GB82WEST12345698765432", ["iban GB82WEST12345698765432"]],
    ["IBAN DE88 3704 0044 0532 0130 00", ["iban DE88370400440532013000 (invalid)"]],
    ["d41d8cd98f00b204e9800998ecf8427e", ["hash d41d8cd98f00b204e9800998ecf8427e"]],
    ["session: d41d8cd98f00b204e9800998ecf8427e 12345678901234567890123456789012", []],
    ["call +44 20 7946 0018 now", ["phone +442079460018"]],
    ["call +44 20 7946 0018 ௦௦", ["phone +442079460018"]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("reads national numbers by the source's region, and none without one", () => {
    expect(found("звони 8 (912) 345-67-89", "RU")).toEqual(["phone +79123456789"]);
    expect(found("whatsapp 98765 43210", "IN")).toEqual(["phone +919876543210"]);
    expect(found("whatsapp 98765 43210")).toEqual([]);
    expect(found("order 2024-05-06 12:30:11, 3 x 500", "US")).toEqual([]);
  });

  it("finds the key in the name of an onion service", () => {
    const onion = "duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion";
    expect(found(`at ${onion}`)).toEqual([`domain ${onion}`]);
    expect(normalizeIdentifier("domain", onion.replace("duck", "dusk"))?.isValid).toBe(false);
  });

  it("keeps of a link that is too long what an index takes, and of a name nothing", () => {
    const [link] = extractIdentifiers(`https://example.com/x?q=${"я".repeat(600)}`);
    expect(link).toMatchObject({ kind: "url", normalized: "https://example.com/x" });
    expect(normalizeIdentifier("name", "я".repeat(1_100))).toBeNull();
  });

  it("believes what an export tagged before what it finds", () => {
    const text = "Ivan Petrov, 555-1234, mail me at x@example.com";
    const tagged = [
      { kind: "name", start: 0, end: 11 },
      { kind: "phone", start: 13, end: 21 },
      { kind: "handle", start: 90, end: 95 },
    ] as const;
    expect(extractIdentifiers(text, { tagged })).toMatchObject([
      { kind: "name", value: "Ivan Petrov", normalized: "ivan petrov", isValid: true },
      { kind: "phone", value: "555-1234", normalized: "5551234", isValid: false },
      { kind: "email", value: "x@example.com" },
    ]);
  });
});

const PIECES = [
  "mail a.b@example.com", "hxxp://evil[.]com/x", "t.me/snow_king", BTC, ETH, SEGWIT, TON, "DE89 3704 0044 0532 0130 00",
  "+44 20 7946 0018", "8.8.8.8", "fe80::1", "@snow_king", "d41d8cd98f00b204e9800998ecf8427e", "www.shop.co.uk", "❄️🔌", "снег",
  "(", ")", "[.]", ".", "@", " ", "\n", "//", ":", "a", "7", "-", "\ud83d", "é", "x@y", "https://", "௦", "٤",
]; // prettier-ignore

describe("of any text", () => {
  const texts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 6 })), {
    maxLength: 14,
  });

  it("values are what stands at their places, in order, and no two overlap", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(undefined, "RU", "IN", "US"), (pieces, defaultRegion) => {
        const text = pieces.join("");
        const all = extractIdentifiers(text, { ...(defaultRegion ? { defaultRegion } : {}) });
        let end = 0;
        for (const each of all) {
          expect(text.slice(each.start, each.end)).toBe(each.value);
          expect(each.start).toBeGreaterThanOrEqual(end);
          expect(each.end).toBeGreaterThan(each.start);
          end = each.end;
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("what is found is normalized as a value entered by hand is, and a normalized value stays as it is", () => {
    fc.assert(
      fc.property(texts, (pieces) => {
        for (const each of extractIdentifiers(pieces.join(""))) {
          const again = normalizeIdentifier(each.kind, each.value);
          expect(again).toMatchObject({ normalized: each.normalized, isValid: each.isValid });
          if (each.detail !== "TON") {
            expect(normalizeIdentifier(each.kind, each.normalized)?.normalized).toBe(each.normalized);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("a value of any kind is normalized or refused, never thrown at", () => {
    fc.assert(
      fc.property(fc.constantFrom(...IDENTIFIER_KINDS), fc.string({ unit: "binary" }), (kind, value) => {
        const once = normalizeIdentifier(kind, value);
        expect(once === null || once.normalized.length > 0).toBe(true);
      }),
    );
  });

  it.each([
    ["letters", "a".repeat(200_000)],
    ["dots", "a.".repeat(100_000)],
    ["at signs", "a@".repeat(100_000)],
    ["digits", "1 ".repeat(10_000)],
    ["colons", "a:".repeat(100_000)],
    ["capitals and digits", "DE89 ".repeat(40_000)],
    ["hyphens", "a-".repeat(100_000)],
    ["closing brackets", `https://a.com/${")".repeat(1900)} `.repeat(5)],
  ])("a text of nothing but %s is read in time", (_what, text) => {
    expect(extractIdentifiers(text, { defaultRegion: "US" }).length).toBeLessThan(100_001);
  });
});
