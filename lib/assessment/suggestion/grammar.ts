const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Words that carry grammar rather than meaning. A claim has some; a list of keywords has none. */
export const FUNCTION_WORDS: ReadonlySet<string> = words(`
  a an the this that these those it its we our us they their them he his she her i my you your who whose which what
  is are was were be been being am has have had having do does did done will would can could may might must shall should
  and or but nor so as if when whenever while where because since than then though although however unless until
  of in on at by for from to with without into onto over under after before between through during within against about
  not no nor never none nobody nothing neither there here also too very just only even still yet already
  all any each every some such both either more most less least other others another own same
  up down out off again once twice how why s t re ve ll d m everyone everybody anyone anybody someone somebody one
  nobody else per via like`);

/** Words that turn what follows into its opposite. */
export const NEGATORS: ReadonlySet<string> = words(`
  not no never none nobody nothing neither nor without hardly rarely barely seldom lack lacks lacking cannot instead`);

/** Beginnings of what is meant to be and is not yet. */
export const PLAN_STARTS: readonly (readonly string[])[] = [
  "plan to",
  "plans to",
  "planning to",
  "planned for",
  "is planned",
  "are planned",
  "planned next",
  "intend to",
  "intends to",
  "we intend",
  "want to",
  "wants to",
  "would like",
  "going to",
  "hope to",
  "hopes to",
  "on the roadmap",
  "the roadmap",
  "in the future",
  "next year",
  "next quarter",
  "next spring",
  "some day",
  "considering",
  "evaluating",
  "are piloting",
  "is foreseen",
  "are foreseen",
  "working on",
  "rolling out",
  "will be introduced",
  "will follow",
  "will start",
  "aim to",
  "soon",
  "will soon",
  "were going",
  "plans for",
  "do have plans",
  "to be introduced",
  "being introduced",
  "upcoming",
].map((phrase) => phrase.split(" "));

const CONTRASTS: ReadonlySet<string> = words("but however although though whereas except unfortunately nevertheless");

/** Whether a token ends a claim or the stretch a negation reaches over. */
export function isBoundary(token: string): "claim" | "segment" | undefined {
  if (/^[.!?;•–—\n]$/.test(token) || CONTRASTS.has(token)) return "claim";
  if (/^[,:()]$/.test(token)) return "segment";
  return undefined;
}
