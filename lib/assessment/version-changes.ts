import type { DocumentOption, DocumentQuestion, QuestionnaireDocument } from "./import/document";

/*
 * What a version of a questionnaire changes against an earlier one: pure. A question is the same one where its code is; where
 * the code is gone, the one of the same text is it, under another code.
 */

type Aspect =
  | "code"
  | "text"
  | "help"
  | "type"
  | "options"
  | "weight"
  | "evidence"
  | "level"
  | "effort"
  | "condition"
  | "depends_on"
  | "cross_references"
  | "place"
  | "order";

interface Named {
  code: string;
  text: string;
  /** Titles of what it stands in. */
  place: string[];
}

/** An aspect before and after, in words; of options, each that is gone, new or different. */
export interface AspectChange {
  aspect: Aspect;
  before: string;
  after: string;
}

interface QuestionChange extends Named {
  changes: AspectChange[];
}

export interface VersionChanges {
  /** Of the questionnaire itself: its scoring model, for one. */
  about: { aspect: string; before: string; after: string }[];
  added: Named[];
  removed: Named[];
  changed: QuestionChange[];
  unchanged: number;
}

interface Placed {
  question: DocumentQuestion;
  place: string[];
}

function placed({ sections }: Pick<QuestionnaireDocument, "sections">): Placed[] {
  return sections.flatMap((section) =>
    section.dimensions.flatMap((dimension) => {
      const place = [section.title, dimension.title];
      return [
        ...dimension.questions.map((question) => ({ question, place })),
        ...dimension.subdimensions.flatMap(({ title, questions }) =>
          questions.map((question) => ({ question, place: [...place, title] })),
        ),
      ];
    }),
  );
}

/** Questions of the earlier version by those of the later one that are the same. */
export function sameQuestions<Question extends Pick<DocumentQuestion, "code" | "text">>(
  before: readonly Question[],
  after: readonly Question[],
): Map<Question, Question> {
  const byCode = new Map(before.map((question) => [question.code, question]));
  const pairs = new Map<Question, Question>();
  for (const question of after) {
    const same = byCode.get(question.code);
    if (same) pairs.set(question, same);
  }
  const taken = new Set(pairs.values());
  const byText = new Map(
    before.flatMap((question) => (taken.has(question) ? [] : [[question.text, question] as const])),
  );
  for (const question of after) {
    const same = pairs.has(question) ? undefined : byText.get(question.text);
    if (!same) continue;
    pairs.set(question, same);
    byText.delete(question.text);
  }
  return pairs;
}

export function versionChanges(before: QuestionnaireDocument, after: QuestionnaireDocument): VersionChanges {
  const old = placed(before);
  const now = placed(after);
  const pairs = sameQuestions(
    old.map(({ question }) => question),
    now.map(({ question }) => question),
  );
  const places = new Map(old.map(({ question, place }) => [question, place]));
  const moved = outOfOrder(
    now.flatMap(({ question }) => pairs.get(question) ?? []),
    old,
  );
  const recoded = new Map([...pairs].map(([later, earlier]) => [earlier.code, later.code]));
  const named = ({ question: { code, text }, place }: Placed): Named => ({ code, text, place });
  const kept = new Set(pairs.values());
  const changed = now.flatMap((later) => {
    const earlier = pairs.get(later.question);
    if (!earlier) return [];
    const place = places.get(earlier)!;
    const changes = aspectsOf(earlier, later.question, recoded);
    if (place.join("\0") !== later.place.join("\0"))
      changes.push({ aspect: "place", before: place.join(" / "), after: later.place.join(" / ") });
    else if (moved.has(earlier)) changes.push({ aspect: "order", before: "", after: "" });
    return changes.length > 0 ? [{ ...named(later), changes }] : [];
  });
  return {
    about:
      before.scoring_model === after.scoring_model
        ? []
        : [{ aspect: "scoring_model", before: before.scoring_model, after: after.scoring_model }],
    added: now.filter(({ question }) => !pairs.has(question)).map(named),
    removed: old.filter(({ question }) => !kept.has(question)).map(named),
    changed,
    unchanged: pairs.size - changed.length,
  };
}

/** The fewest questions that must have been moved so that the others stand in the order they had. */
function outOfOrder(sequence: readonly DocumentQuestion[], old: readonly Placed[]): Set<DocumentQuestion> {
  const places = new Map(old.map(({ question }, index) => [question, index]));
  // The longest rising sequence stays; patience sorting finds it.
  const ends: number[] = [];
  const before: number[] = [];
  const at = (index: number) => places.get(sequence[index]!)!;
  for (let index = 0; index < sequence.length; index += 1) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(ends[middle]!) < at(index)) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  }
  const moved = new Set(sequence);
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]!) moved.delete(sequence[index]!);
  return moved;
}

function aspectsOf(
  before: DocumentQuestion,
  after: DocumentQuestion,
  recoded: ReadonlyMap<string, string>,
): AspectChange[] {
  const changes: AspectChange[] = [];
  const compare = (aspect: Aspect, earlier: string, later: string) => {
    if (earlier !== later) changes.push({ aspect, before: earlier, after: later });
  };
  // A question that goes by another code now is named by it, so that nothing else seems to have changed.
  const code = (old: string) => recoded.get(old) ?? old;
  const { condition } = before;
  compare("code", before.code, after.code);
  compare("text", before.text, after.text);
  compare("type", before.type, after.type);
  compare("options", optionsOf(before.options), optionsOf(after.options));
  compare("weight", String(before.weight), String(after.weight));
  compare("evidence", before.evidence_required ? "required" : "", after.evidence_required ? "required" : "");
  compare("level", String(before.level ?? ""), String(after.level ?? ""));
  compare("effort", String(before.effort ?? ""), String(after.effort ?? ""));
  compare(
    "condition",
    conditionOf(condition && { ...condition, question: code(condition.question) }),
    conditionOf(after.condition),
  );
  compare("help", helpOf(before), helpOf(after));
  compare("depends_on", before.depends_on.map(code).join(", "), after.depends_on.join(", "));
  compare("cross_references", referencesOf(before), referencesOf(after));
  return changes;
}

const optionsOf = (options: readonly DocumentOption[]) =>
  options
    .map(({ text, description, score, minimum }) => {
      const from = minimum === null ? "" : ` (from ${minimum})`;
      return `${score}: ${text}${from}${description ? `\n   ${description}` : ""}`;
    })
    .join("\n");
const helpOf = ({ meaning, importance, good_evidence }: DocumentQuestion) =>
  [meaning, importance, good_evidence].filter(Boolean).join("\n\n");
const referencesOf = ({ cross_references }: DocumentQuestion) =>
  cross_references.map(({ framework, reference }) => `${framework}: ${reference}`).join("\n");
const conditionOf = (condition: DocumentQuestion["condition"]) =>
  condition ? `${condition.question} has ${condition.match} of option ${condition.options.join(", ")}` : "";
