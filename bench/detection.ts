import { analyse, compileRules } from "@/lib/intelligence/detection/analyse";
import {
  byAnalysis,
  bySubstring,
  everything,
  judge,
  LABELLED,
  type Judgement,
} from "@/lib/intelligence/detection/evaluate";
import type { Rule } from "@/lib/intelligence/detection/rule";
import { starterRules } from "@/lib/intelligence/starter-watchlist";

/*
 * How right the matcher is on the labelled messages, beside a search for the same words, and how many messages a second it
 * reads on one core. Needs no database.
 */
const say = (line: string) => console.log(line);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);
const row = (name: string, mine: Judgement, theirs: Judgement) =>
  say(
    `${name.padEnd(12)}${percent(mine.precision)}${percent(mine.recall)}   ${percent(theirs.precision)}${percent(theirs.recall)}`,
  );

const rules = starterRules();
const ours = byAnalysis(compileRules(rules));
const naive = bySubstring(rules);
say("            rules: precision, recall   substrings: precision, recall");
for (const [name, set] of Object.entries(LABELLED)) row(name, judge(set, ours), judge(set, naive));
const whole = judge(everything(), ours);
row("all", whole, judge(everything(), naive));
for (const text of whole.missed) say(`missed  ${text}`);
for (const text of whole.wrong) say(`wrong   ${text}`);

let seed = 7;
const random = () => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff;
const word = (length: number) =>
  Array.from({ length }, () => "abcdefghijklmnoprstuvwxyz"[Math.floor(random() * 25)]).join("");

/** So many made-up rules: every second forgives a typing error, each has two aliases, two in a hundred are expressions. */
const manyRules = (count: number): Rule[] =>
  Array.from({ length: count }, (_, id): Rule => {
    const base = {
      ...rules[0]!,
      id,
      fuzzy: id % 2,
      aliases: [word(6), `${word(7)} ${word(4)}`],
      term: word(5 + (id % 6)),
    };
    return id % 50 === 0 ? { ...base, kind: "regex", term: `\\b${word(4)}\\d{2,4}\\b`, aliases: [] } : base;
  });

const many = manyRules(500);
const compiled = compileRules(many);
const { relevant, harmless } = everything();
const texts = Array.from({ length: 20_000 }, (_, n) => {
  const pool = n % 20 === 0 ? relevant : harmless;
  const text = pool[Math.floor(random() * pool.length)]!;
  return n % 200 === 0 ? `${text} ${many[Math.floor(random() * 500)]!.term}` : text;
});
for (const [name, language] of [
  ["language told", "en"],
  ["language recognized", undefined],
] as const) {
  for (const text of texts.slice(0, 2_000)) analyse(compiled, { text, sourceId: 1, language });
  const before = process.cpuUsage();
  for (const text of texts) analyse(compiled, { text, sourceId: 1, language });
  const { user, system } = process.cpuUsage(before);
  say(`500 rules, ${name}: ${Math.round(texts.length / ((user + system) / 1e6))} messages a second of CPU`);
}
