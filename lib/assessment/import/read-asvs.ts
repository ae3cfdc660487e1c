import {
  cleanLine,
  line,
  newDimension,
  newDocument,
  newQuestion,
  newSection,
  prose,
  title,
  unused,
  yesNo,
} from "./build";
import type { DocumentQuestion, DocumentSection, QuestionnaireDocument } from "./document";
import type { Findings } from "./findings";
import { Unreadable } from "./limits";
import { isMapping, isTrue, listOf, mappingOf, mappingsOf, numberOf, type Mapping, type Value } from "./parse-text";

export const isAsvs = (value: Value) =>
  isMapping(value) &&
  (mappingsOf(value.Requirements).some((chapter) => "Shortcode" in chapter || "Items" in chapter) ||
    mappingsOf(value.requirements).some((requirement) => "req_id" in requirement));

/**
 * OWASP ASVS 5 (and 4), as a tree or flat: chapter → section, section → dimension, requirement → a yes/no question.
 * @throws Unreadable
 */
export function readAsvs(value: Value, findings: Findings): QuestionnaireDocument {
  const root = mappingOf(value);
  const codes = new Set<string>();
  const tree = mappingsOf(root.Requirements);
  const sections =
    tree.length > 0
      ? tree.map((chapter, at) => chapterOf(chapter, `Requirements[${at}]`, codes, findings))
      : flat(mappingsOf(root.requirements), codes, findings);
  if (sections.length === 0) throw new Unreadable("The file has no requirements.");
  const version = cleanLine(root.Version).slice(0, 40);
  if (!version) findings.warn("Version", "The file does not say its version.");
  return newDocument({
    slug: "owasp-asvs",
    title: "OWASP ASVS",
    description: prose(root.Description, "Description", findings),
    version: version || "5",
    source: "OWASP ASVS",
    source_url: "https://owasp.org/www-project-application-security-verification-standard/",
    licence: "CC BY-SA 4.0",
    attribution:
      "OWASP Application Security Verification Standard, © The OWASP Foundation, licensed under CC BY-SA 4.0.",
    scoring_model: "mean",
    sections,
  });
}

function chapterOf(chapter: Mapping, place: string, codes: Set<string>, findings: Findings): DocumentSection {
  const code = cleanLine(chapter.Shortcode).slice(0, 120);
  return newSection(title(chapter.Name || chapter.ShortName || code, place, findings), {
    code,
    dimensions: mappingsOf(chapter.Items).map((section, at) => {
      const here = `${place}.Items[${at}]`;
      const sectionCode = cleanLine(section.Shortcode).slice(0, 120);
      return newDimension(title(section.Name || sectionCode, here, findings), {
        code: sectionCode,
        questions: listOf(section.Items).flatMap((item, index) => {
          const about = mappingOf(item);
          return requirement(about.Shortcode, about.Description, about, `${here}.Items[${index}]`, codes, findings);
        }),
      });
    }),
  });
}

function flat(requirements: Mapping[], codes: Set<string>, findings: Findings): DocumentSection[] {
  const sections = new Map<string, DocumentSection>();
  for (const [at, about] of requirements.entries()) {
    const place = `requirements[${at}]`;
    const chapter = cleanLine(about.chapter_id).slice(0, 120);
    const code = cleanLine(about.section_id).slice(0, 120);
    let section = sections.get(chapter);
    if (!section)
      sections.set(
        chapter,
        (section = newSection(title(about.chapter_name || chapter, place, findings), { code: chapter })),
      );
    let dimension = section.dimensions.find((one) => one.code === code);
    if (!dimension)
      section.dimensions.push((dimension = newDimension(title(about.section_name || code, place, findings), { code })));
    dimension.questions.push(...requirement(about.req_id, about.req_description, about, place, codes, findings));
  }
  return [...sections.values()];
}

function requirement(
  id: Value | undefined,
  description: Value | undefined,
  about: Mapping,
  place: string,
  codes: Set<string>,
  findings: Findings,
): DocumentQuestion[] {
  const code = cleanLine(id).slice(0, 100);
  const text = line(description, place, findings);
  if (!code || !text || /^\[?(deleted|moved|merged)\b/i.test(text)) {
    if (!code || !text) findings.reject(place, "The requirement has no code or no text.");
    else findings.warn(place, `${code} was withdrawn by its publisher and is left out.`);
    return [];
  }
  if (codes.has(code)) {
    findings.reject(place, `The code ${code} is there twice.`);
    return [];
  }
  const level = levelOf(about);
  if (level === null) findings.warn(place, `${code} names no level from 1 to 3.`);
  return [
    newQuestion({
      code: unused(code, codes),
      text,
      type: "yes_no",
      level,
      cross_references: [{ framework: "ASVS", reference: code }],
      options: yesNo(),
    }),
  ];
}

/** The least level that asks for it: `L` is "2" or ["L2", …] in ASVS 5; ASVS 4 marks L1, L2 and L3. */
function levelOf(about: Mapping): number | null {
  const given = Array.isArray(about.L) ? about.L : [about.L ?? about.level ?? null];
  const levels = given.map((value) => numberOf(cleanLine(value).replace(/^L/i, "")));
  for (const level of [1, 2, 3]) {
    const mark = about[`L${level}`] ?? about[`level${level}`];
    if (isTrue(mark) || isTrue(mappingOf(mark).Required) || cleanLine(mark) === "✓") levels.push(level);
  }
  const known = levels.filter((level): level is number => level !== undefined && [1, 2, 3].includes(level));
  return known.length > 0 ? Math.min(...known) : null;
}
