import type { Exported, ExportedContent } from "../exported";
import { checkBundle } from "./check-bundle";
import { extensionsFor } from "./extensions";
import { canonicalJson, commonId, recordId, stixTime } from "./ids";
import { markingObject } from "./markings";
import type { StixBundle, StixObject } from "./object";
import { agencyId, identifierObject, stamp, subjectObject } from "./objects";

const MOST_OBSERVED = 999_999_999;
/** What has no check that it could fail. */
const UNCHECKED = ["handle", "name", "organization", "location"];

/**
 * Records as a STIX 2.1 bundle. The same records make the same bundle, to the letter: whoever receives it twice sees that it
 * is the same. Nothing here says that somebody did something: observables are observed, messages are notes, and what they
 * have to do with each other is `related-to`. Identifiers that failed their check are left out.
 */
export function toStix(exported: Exported): StixBundle {
  const marking = markingObject(exported.marking);
  const agency = agencyObject(exported);
  const sound = exported.identifiers.filter(({ kind, isValid }) => isValid || UNCHECKED.includes(kind));
  const identifiers = new Map(sound.map((each) => [each.id, identifierObject(exported, each)]));
  const subjects = new Map(exported.subjects.map((each) => [each.id, subjectObject(each)]));
  const said = [
    ...[...identifiers.values()],
    ...[...subjects.values()],
    ...observations(exported, identifiers),
    ...exported.contents.map((content) => noteOf(exported, content, subjects, identifiers)),
    ...relationships(exported, identifiers, subjects),
    ...linked(exported, identifiers),
  ];
  const contents = distinct(said);
  const all = [agency, groupingOf(exported, contents), ...contents];
  const marked = all.map((object) => ({ ...object, object_marking_refs: [marking.id] }));
  const objects = [marking, ...extensionsFor(contents), ...marked];
  const bundle: StixBundle = { type: "bundle", id: commonId("bundle", canonicalJson(objects)), objects };
  checkBundle(bundle);
  return bundle;
}

/** One object an id: two identifiers may be the same observable. */
const distinct = (objects: StixObject[]) => [...new Map(objects.map((object) => [object.id, object])).values()];

const agencyObject = (exported: Exported): StixObject => {
  const { created_by_ref: _, ...times } = stamp(exported, exported.agency.createdAt);
  return {
    type: "identity",
    ...times,
    id: agencyId(exported),
    name: exported.agency.name,
    identity_class: "organization",
  };
};

/** What holds the rest together: of unspecified context, for it is not for the export to judge. */
const groupingOf = (exported: Exported, contents: StixObject[]): StixObject => {
  const { kind, id, name, description, createdAt, updatedAt } = exported.frame;
  return {
    type: "grouping",
    ...stamp(exported, createdAt, updatedAt),
    id: groupingId(exported, kind, id),
    name,
    ...(description && { description }),
    context: "unspecified",
    object_refs: contents.length > 0 ? contents.map((object) => object.id) : [agencyId(exported)],
  };
};
const groupingId = (exported: Exported, kind: string, id: number) => recordId("grouping", exported, `${kind}|${id}`);

/** When and how often an identifier was seen in content. An identity is no observable, so that it cannot be observed. */
const observations = (exported: Exported, identifiers: Map<number, StixObject>): StixObject[] =>
  exported.identifiers.flatMap((identifier) => {
    const seen = identifiers.get(identifier.id);
    const { firstSeen, lastSeen, occurrences, createdAt } = identifier;
    if (!seen || seen.type === "identity" || !firstSeen || !lastSeen || occurrences < 1) return [];
    return {
      type: "observed-data",
      ...stamp(exported, createdAt, lastSeen),
      id: recordId("observed-data", exported, `identifier|${identifier.id}`),
      first_observed: stixTime(firstSeen),
      last_observed: stixTime(lastSeen),
      number_observed: Math.min(occurrences, MOST_OBSERVED),
      object_refs: [seen.id],
    };
  });

/** A message: its words, where they stand, and whom and what they are about. */
function noteOf(
  exported: Exported,
  content: ExportedContent,
  subjects: Map<number, StixObject>,
  identifiers: Map<number, StixObject>,
): StixObject {
  const author = content.subjectId === null ? undefined : subjects.get(content.subjectId);
  const found = exported.occurrences
    .filter(({ contentId }) => contentId === content.id)
    .flatMap(({ identifierId }) => identifiers.get(identifierId)?.id ?? []);
  const refs = [...new Set([...(author ? [author.id] : []), ...found])];
  const posted = content.postedAt;
  return {
    type: "note",
    ...stamp(exported, content.createdAt),
    id: recordId("note", exported, `content|${content.id}`),
    abstract: `${content.source}${posted ? `, ${posted.toISOString()}` : ""}`,
    content: content.text || "(no text)",
    external_references: [{ source_name: content.platform, external_id: content.platformContentId }],
    object_refs: refs.length > 0 ? refs : [agencyId(exported)],
  };
}

/** Who wrote messages in which an identifier stands. */
function relationships(
  exported: Exported,
  identifiers: Map<number, StixObject>,
  subjects: Map<number, StixObject>,
): StixObject[] {
  const authors = new Map(exported.contents.map(({ id, subjectId, createdAt }) => [id, { subjectId, createdAt }]));
  const made = new Map<string, StixObject>();
  for (const { identifierId, contentId } of exported.occurrences) {
    const written = authors.get(contentId);
    const source = written?.subjectId == null ? undefined : subjects.get(written.subjectId);
    const target = identifiers.get(identifierId);
    if (!written || !source || !target || source.id === target.id) continue;
    const id = recordId("relationship", exported, `${source.id}|${target.id}`);
    if (made.has(id)) continue;
    made.set(id, {
      type: "relationship",
      ...stamp(exported, written.createdAt),
      id,
      relationship_type: "related-to",
      description: "Stands in a message of this account.",
      source_ref: source.id,
      target_ref: target.id,
    });
  }
  return [...made.values()];
}

/** What a person said of a search elsewhere: this identifier belongs to it. */
const linked = (exported: Exported, identifiers: Map<number, StixObject>): StixObject[] =>
  exported.links.flatMap((link) => {
    const about = identifiers.get(link.identifierId);
    if (!about) return [];
    return {
      type: "note",
      ...stamp(exported, link.createdAt),
      id: recordId("note", exported, `${exported.frame.kind}|${exported.frame.id}|identifier|${link.identifierId}`),
      content: link.note || "Linked to this search by an analyst.",
      confidence: Math.round(link.confidence * 100),
      object_refs: [about.id],
    };
  });
