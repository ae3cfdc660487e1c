import { flag, id, requiredText, text, whole } from "@/lib/kernel/input";
import { z } from "zod";

/** Lines of a text area, or a list; what is empty or there twice goes. */
const lines = (most: number, longest: number) =>
  z
    .preprocess(
      (value) => (typeof value === "string" ? value.split("\n") : value),
      z.array(z.string().max(longest, `has a line of more than ${longest} characters`)),
    )
    .transform((all) => [...new Set(all.map((line) => line.trim()).filter(Boolean))])
    .refine((all) => all.length <= most, `has more than ${most} lines`);

const share = z
  .preprocess(
    (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
    z.number({ error: "is not a number" }),
  )
  .refine((value) => value >= 0 && value <= 1, "is not between 0 and 1");

/** Language codes, apart by commas or spaces. */
const languages = z
  .preprocess(
    (value) =>
      typeof value === "string"
        ? value
            .toLowerCase()
            .split(/[\s,]+/)
            .filter(Boolean)
        : value,
    z.array(z.string().regex(/^[a-z]{2}$/, "names a language by other than two letters")),
  )
  .transform((all) => [...new Set(all)]);

const ids = z.preprocess(
  (value) => (value === "" || value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(id()).max(100),
);

const ruleKinds = ["phrase", "k_of_n", "regex"] as const;
const severities = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;

/** What is said of a rule; the same for one that is only tried. */
const ruleFields = {
  term: requiredText(1_000),
  kind: z.enum(ruleKinds).default("phrase"),
  severity: z.enum(severities).default("MEDIUM"),
  category: text(60).default(""),
  weight: share.default(0.5),
  aliases: lines(200, 300).default([]),
  terms: lines(200, 300).default([]),
  threshold: whole(1, 200).default(1),
  case_sensitive: flag().default(false),
  whole_word: flag().default(true),
  folded: flag().default(true),
  fuzzy: whole(0, 2).default(0),
  languages: languages.default([]),
  source_ids: ids.default([]),
  negative_context: lines(200, 200).default([]),
  context_words: whole(0, 50).default(8),
};

interface Checked {
  kind: (typeof ruleKinds)[number];
  terms: string[];
  threshold: number;
  case_sensitive: boolean;
  folded: boolean;
  fuzzy: number;
}

const fits = (rule: Checked, context: z.RefinementCtx) => {
  const wrong = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (rule.kind === "k_of_n" && rule.terms.length < 2) wrong("terms", "needs two lines at least");
  else if (rule.kind === "k_of_n" && rule.threshold > rule.terms.length)
    wrong("threshold", "asks for more than there are");
  if (rule.fuzzy > 0 && (rule.case_sensitive || !rule.folded))
    wrong("fuzzy", "needs “See through disguises”, and no case");
};

export const newRuleInput = z.object({ watchlist_id: id(), ...ruleFields }).superRefine(fits);
export const changedRuleInput = z
  .object({ rule_id: id(), version: whole(1, 2_147_483_647), ...ruleFields })
  .superRefine(fits);
export const triedRuleInput = z
  .object({ watchlist_id: id(), text: z.string().max(20_000).default(""), ...ruleFields })
  .superRefine(fits);

export type RuleFields = z.output<typeof newRuleInput>;

export const newWatchlistInput = z.object({
  name: requiredText(120),
  description: text(2_000).default(""),
  /** Begins with the rules that come with the service. */
  starter: flag().default(false),
});

export const changedWatchlistInput = z.object({
  watchlist_id: id(),
  name: requiredText(120).optional(),
  description: text(2_000).optional(),
  is_active: flag().optional(),
});

const moment = z.preprocess(
  (value) => (value === "" || value === null ? undefined : value),
  z.coerce.date({ error: "is not a day" }).optional(),
);

/** Which messages are looked through again; nothing is all. */
export const huntInput = z.object({
  organization_id: z.preprocess((value) => (value === "" ? undefined : value), id().optional()),
  source_id: z.preprocess((value) => (value === "" ? undefined : value), id().optional()),
  from: moment,
  to: moment,
});
