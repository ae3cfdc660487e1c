import type { TargetRow } from "@/db/queries/assessment/plan";
import type { Questionnaire } from "./questionnaire";

/** Sections and dimensions of a version in a later one: pure. The same is what has the same title, or else the same code. */

interface Titled {
  code: string;
  title: string;
}

/** Of two lists of what is titled, the later one by the earlier. Each later one is that of one earlier one at most. */
function counterparts<Part extends Titled>(before: readonly Part[], after: readonly Part[]): Map<Part, Part> {
  const pairs = new Map<Part, Part>();
  const left = new Set(after);
  const pair = (same: (earlier: Part, later: Part) => boolean) => {
    for (const earlier of before) {
      if (pairs.has(earlier)) continue;
      const later = [...left].find((one) => same(earlier, one));
      if (!later) continue;
      pairs.set(earlier, later);
      left.delete(later);
    }
  };
  pair((earlier, later) => earlier.title === later.title);
  pair((earlier, later) => earlier.code !== "" && earlier.code === later.code);
  return pairs;
}

const topOf = (dimensions: Questionnaire["sections"][number]["dimensions"]) =>
  dimensions.filter(({ parent_id }) => parent_id === null);

/** Sections of the later version by ids of the earlier one. */
export function movedSections(from: Questionnaire, to: Questionnaire): Map<number, number> {
  return new Map([...counterparts(from.sections, to.sections)].map(([before, after]) => [before.id, after.id]));
}

/** Targets of a product as the later version names their places, and those whose place is no more. */
export function movedTargets(targets: readonly TargetRow[], from: Questionnaire, to: Questionnaire) {
  const sections = counterparts(from.sections, to.sections);
  const kept: TargetRow[] = [];
  const dropped: TargetRow[] = [];
  for (const target of targets) {
    const section = from.sections.find(({ title }) => title === target.section);
    const later = section && sections.get(section);
    const title = later && (target.dimension === "" ? "" : dimensionOf(target.dimension, section, later));
    if (title === undefined) dropped.push(target);
    else kept.push({ ...target, section: later!.title, dimension: title });
  }
  return { kept, dropped };
}

type Section = Questionnaire["sections"][number];

function dimensionOf(title: string, before: Section, after: Section): string | undefined {
  const pairs = counterparts(topOf(before.dimensions), topOf(after.dimensions));
  return [...pairs].find(([earlier]) => earlier.title === title)?.[1].title;
}
