import type { Rule } from "./detection/rule";

type StarterRule = Pick<Rule, "term" | "kind" | "severity" | "category" | "weight"> & Partial<Omit<Rule, "id">>;

/** What makes a mention harmless: reports of the police, of courts and of the news, help and schools. */
const REPORTED = [
  ..."police seiz* arrest* customs court* sentenc* convict* jail* smuggl* documentary movie film novel rehab* addict* overdos*".split(
    " ",
  ),
  ..."campaign lecture charity history museum treatment officers".split(" "),
  ..."полици* изъя* задерж* таможн* суд суде приговор* фильм* книг* лечени* зависимост* лекци* новост*".split(" "),
  ..."pulis giraftar pakda pakdi pakde pakra zabt jabt nasha nashe khabar".split(" "),
];

/** A watchlist to begin with: what it finds, and what not, is measured by `npm run bench -- --detection`. */
export const STARTER_WATCHLIST: { name: string; description: string; rules: readonly StarterRule[] } = {
  name: "Narcotics: names and trade",
  description:
    "Names of substances in English, Russian and transliterated Hindi, and how they are offered. A place to begin: change it to what your material says.",
  rules: [
    rule("cocaine", "HIGH", "stimulants", 0.7, { aliases: ["kokain", "cocaina", "кокаин*"], fuzzy: 1 }),
    rule("mephedrone", "HIGH", "stimulants", 0.7, {
      aliases: ["мефедрон*", "меф", "мефчик", "4mmc", "4-mmc", "meow meow"],
      fuzzy: 1,
    }),
    rule("methamphetamine", "HIGH", "stimulants", 0.7, {
      aliases: ["crystal meth", "метамфетамин*", "амфетамин*", "amphetamine"],
      fuzzy: 2,
    }),
    rule("MDMA", "HIGH", "stimulants", 0.65, { aliases: ["ecstasy pills", "molly", "xtc", "мдма", "экстази"] }),
    rule("heroin", "CRITICAL", "opioids", 0.75, {
      aliases: ["героин*", "chitta", "smack packets", "brown sugar maal"],
    }),
    rule("fentanyl", "CRITICAL", "opioids", 0.8, { aliases: ["fent", "фентанил*", "oxy pills", "percs"], fuzzy: 1 }),
    rule("cannabis", "MEDIUM", "cannabis", 0.45, {
      aliases: ["weed", "ganja", "marijuana", "charas", "hashish", "гашиш*", "марихуан*", "шишки", "бошки", "гарик"],
    }),
    rule("LSD", "MEDIUM", "psychedelics", 0.5, {
      aliases: ["acid tabs", "лсд", "magic mushrooms", "shrooms", "грибочки"],
    }),
    rule("Dead drops", "HIGH", "trade", 0.6, {
      aliases: ["закладк*", "кладмен*", "прикоп*", "dead drop"],
      negativeContext: [...REPORTED, "браузер*", "сохрани*", "страниц*", "фундамент*", "bookmark*", "spy"],
    }),
    regex(
      "(snow|white|ice|candy|gas|gear|❄️?|🍬|🍫|💊|🌿)\\P{L}.{0,40}(\\d ?(g|gr|gm|grams?|oz|eur|usd)\\b|available|in stock|drop in|\\bdm\\b|hmu|menu|pm me)",
      "Street names offered",
      "HIGH",
      "trade",
      0.6,
    ),
    regex(
      "(снег|соль|соли|скорость|мука|муку|кристалл\\p{L}*|товар)\\P{L}.{0,40}(в наличии|клад\\P{L}|грамм|\\d ?г\\P{L}|магнит|пиши в л|по району)",
      "Street names offered, Russian",
      "HIGH",
      "trade",
      0.6,
    ),
    {
      term: "Street names offered, Hindi",
      kind: "k_of_n",
      severity: "HIGH",
      category: "trade",
      weight: 0.7,
      threshold: 2,
      terms: ["maal", "pudiya*", "safed", "patti", "mil jayega", "milega", "gram*", "tola", "potli"],
      wholeWord: true,
      folded: true,
      negativeContext: REPORTED,
      contextWords: 8,
    },
    {
      term: "Menu of emoji",
      kind: "k_of_n",
      severity: "MEDIUM",
      category: "trade",
      weight: 0.55,
      threshold: 2,
      terms: ["❄️", "🔌", "💊", "🌿", "🍄", "🧊", "🐎", "🍫", "📦", "🍁"],
      contextWords: 8,
    },
  ],
};

function rule(
  term: string,
  severity: Rule["severity"],
  category: string,
  weight: number,
  more: Partial<Rule>,
): StarterRule {
  return {
    term,
    kind: "phrase",
    severity,
    category,
    weight,
    folded: true,
    wholeWord: true,
    negativeContext: REPORTED,
    contextWords: 8,
    ...more,
  };
}

function regex(term: string, name: string, severity: Rule["severity"], category: string, weight: number): StarterRule {
  return {
    term,
    kind: "regex",
    severity,
    category,
    weight,
    aliases: [name],
    negativeContext: REPORTED,
    contextWords: 8,
  };
}

/** The starter's rules whole, numbered as they stand. */
export const starterRules = (): Rule[] =>
  STARTER_WATCHLIST.rules.map((given, index) => ({
    id: index + 1,
    aliases: [],
    terms: [],
    threshold: 1,
    caseSensitive: false,
    wholeWord: false,
    folded: false,
    fuzzy: 0,
    languages: [],
    sourceIds: [],
    negativeContext: [],
    contextWords: 6,
    ...given,
  }));
