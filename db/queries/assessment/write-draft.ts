import type { Statement, Tx } from "@/db/client";
import { rowsOf, type Content } from "./write-questionnaire";

/*
 * A draft is brought to what its author sees, a few statements for a level of the tree, whatever its size. Places are told
 * by their position, questions by their code, options by their position: only rows that differ are written, so that the
 * audit trail says what was changed and nothing else.
 */

const lockStatement: Statement = {
  name: "lock_questionnaire_version",
  text: "select status, edit_version from questionnaire_versions where id = $1 for no key update",
};

/** A version's status and count of changes; it is locked until the transaction ends. */
export async function lockVersion(tx: Tx, versionId: number) {
  return (await tx.send<{ status: string; edit_version: number }>(lockStatement, [versionId]))[0];
}

const given = {
  sections: "x(position int, code text, title text, description text)",
  dimensions: "x(section int, position int, code text, title text, description text)",
  subdimensions: "x(section int, dimension int, position int, code text, title text, description text)",
  questions: `x(section int, dimension int, subdimension int, position int, code text, text text, meaning text, importance text,
    good_evidence text, weight int, type text, evidence_required boolean, level smallint, effort smallint, condition jsonb,
    depends_on jsonb, cross_references jsonb)`,
  options: "x(question text, position int, text text, description text, score real, minimum float8)",
};
const rows = (level: keyof typeof given) => `jsonb_to_recordset($2::jsonb) as ${given[level]}`;
const said = (of: string) => `(${of}.code, ${of}.title, ${of}.description)`;

const aboutStatement: Statement = {
  name: "draft_about",
  text: `with questionnaire as (
      update questionnaires n set title = x.title, description = x.description, source = x.source, source_url = x.source_url,
        licence = x.licence, attribution = x.attribution, updated_at = now()
      from jsonb_to_record($2::jsonb) as x(title text, description text, source text, source_url text, licence text, attribution text)
      where n.id = (select questionnaire_id from questionnaire_versions where id = $1)
        and (n.title, n.description, n.source, n.source_url, n.licence, n.attribution)
          is distinct from (x.title, x.description, x.source, x.source_url, x.licence, x.attribution))
    update questionnaire_versions set version = $3, scoring_model = $4, questions_count = $5, edit_version = edit_version + 1
    where id = $1 returning edit_version`,
};

const goneOptions: Statement = {
  name: "draft_gone_options",
  text: `delete from options o using questions q where q.id = o.question_id and q.version_id = $1
    and not exists (select from ${rows("options")} where x.question = q.code and x.position = o.position)`,
};
const goneQuestions: Statement = {
  name: "draft_gone_questions",
  text: `delete from questions q where q.version_id = $1 and not exists (select from ${rows("questions")} where x.code = q.code)`,
};
const sections: Statement = {
  name: "draft_sections",
  text: `with changed as (update sections s set code = x.code, title = x.title, description = x.description from ${rows("sections")}
      where s.version_id = $1 and s.position = x.position and ${said("s")} is distinct from ${said("x")})
    insert into sections (version_id, position, code, title, description)
    select $1, x.position, x.code, x.title, x.description from ${rows("sections")}
    where not exists (select from sections s where s.version_id = $1 and s.position = x.position)`,
};
const inSection = "join sections s on s.version_id = $1 and s.position = x.section";
const dimensions: Statement = {
  name: "draft_dimensions",
  text: `with changed as (update dimensions d set code = x.code, title = x.title, description = x.description
      from ${rows("dimensions")} ${inSection}
      where d.section_id = s.id and d.parent_id is null and d.position = x.position and ${said("d")} is distinct from ${said("x")})
    insert into dimensions (section_id, position, code, title, description)
    select s.id, x.position, x.code, x.title, x.description from ${rows("dimensions")} ${inSection}
    where not exists (select from dimensions d where d.section_id = s.id and d.parent_id is null and d.position = x.position)`,
};
const inDimension = `${inSection} join dimensions p on p.section_id = s.id and p.parent_id is null and p.position = x.dimension`;
const subdimensions: Statement = {
  name: "draft_subdimensions",
  text: `with changed as (update dimensions d set code = x.code, title = x.title, description = x.description
      from ${rows("subdimensions")} ${inDimension}
      where d.parent_id = p.id and d.position = x.position and ${said("d")} is distinct from ${said("x")})
    insert into dimensions (section_id, parent_id, position, code, title, description)
    select s.id, p.id, x.position, x.code, x.title, x.description from ${rows("subdimensions")} ${inDimension}
    where not exists (select from dimensions d where d.parent_id = p.id and d.position = x.position)`,
};

const fields = [
  ...[
    "position",
    "text",
    "meaning",
    "importance",
    "good_evidence",
    "weight",
    "type",
    "evidence_required",
    "level",
    "effort",
  ],
  ...["condition", "depends_on", "cross_references"],
];
const all = (of: string, names: string[]) => names.map((name) => `${of}.${name}`).join(", ");
const placed = `select x.*, case when x.subdimension is null then p.id else b.id end as dimension_id from ${rows("questions")}
  ${inDimension} left join dimensions b on b.parent_id = p.id and b.position = x.subdimension`;
// Positions are unique at the end of the statement, so that questions may change places in one.
const questions: Statement = {
  name: "draft_questions",
  text: `with given as (${placed}),
    changed as (update questions q set dimension_id = g.dimension_id, ${fields.map((name) => `${name} = g.${name}`).join(", ")}
      from given g where q.version_id = $1 and q.code = g.code
        and (q.dimension_id, ${all("q", fields)}) is distinct from (g.dimension_id, ${all("g", fields)}))
    insert into questions (version_id, dimension_id, code, ${fields.join(", ")})
    select $1, g.dimension_id, g.code, ${all("g", fields)} from given g
    where not exists (select from questions q where q.version_id = $1 and q.code = g.code)
    order by g.section, g.dimension, g.subdimension nulls first, g.position`,
};
const ofQuestion = "join questions q on q.version_id = $1 and q.code = x.question";
const options: Statement = {
  name: "draft_options",
  text: `with changed as (update options o set text = x.text, description = x.description, score = x.score, minimum = x.minimum
      from ${rows("options")} ${ofQuestion} where o.question_id = q.id and o.position = x.position
        and (o.text, o.description, o.score, o.minimum) is distinct from (x.text, x.description, x.score, x.minimum))
    insert into options (question_id, position, text, description, score, minimum)
    select q.id, x.position, x.text, x.description, x.score, x.minimum from ${rows("options")} ${ofQuestion}
    where not exists (select from options o where o.question_id = q.id and o.position = x.position)
    order by q.id, x.position`,
};
const goneSubdimensions: Statement = {
  name: "draft_gone_subdimensions",
  text: `delete from dimensions d using dimensions p, sections s where p.id = d.parent_id and s.id = p.section_id and s.version_id = $1
    and not exists (select from ${rows("subdimensions")}
      where x.section = s.position and x.dimension = p.position and x.position = d.position)`,
};
const goneDimensions: Statement = {
  name: "draft_gone_dimensions",
  text: `delete from dimensions d using sections s where d.parent_id is null and s.id = d.section_id and s.version_id = $1
    and not exists (select from ${rows("dimensions")} where x.section = s.position and x.position = d.position)`,
};
const goneSections: Statement = {
  name: "draft_gone_sections",
  text: `delete from sections s where s.version_id = $1
    and not exists (select from ${rows("sections")} where x.position = s.position)`,
};

/** Brings a locked draft to this content. Returns its count of changes. */
export async function updateDraft(tx: Tx, versionId: number, content: Content): Promise<number> {
  const levels = rowsOf(content);
  const send = (statement: Statement, level: keyof typeof levels) =>
    tx.send(statement, [versionId, JSON.stringify(levels[level])]);
  const { title, description, source, source_url, licence, attribution, version, scoring_model } = content;
  const about = JSON.stringify({ title, description, source, source_url, licence, attribution });
  const count = levels.questions.length;
  // Sent together, in this order: one round trip.
  const [changed] = await Promise.all([
    tx.send<{ edit_version: number }>(aboutStatement, [versionId, about, version, scoring_model, count]),
    send(goneOptions, "options"),
    send(goneQuestions, "questions"),
    send(sections, "sections"),
    send(dimensions, "dimensions"),
    send(subdimensions, "subdimensions"),
    send(questions, "questions"),
    send(options, "options"),
    send(goneSubdimensions, "subdimensions"),
    send(goneDimensions, "dimensions"),
    send(goneSections, "sections"),
  ]);
  return changed[0]!.edit_version;
}
