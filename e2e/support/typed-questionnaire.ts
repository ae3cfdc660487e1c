import type { QuestionCondition, QuestionType } from "@/db/schema/assessment/questions";

type Sql = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;

interface Typed {
  code: string;
  text: string;
  type: QuestionType;
  /** Text, score and, of a number, the least it stands for. */
  options?: [string, number, number?][];
  condition?: QuestionCondition;
  evidence_required?: boolean;
}

const stages: [string, number][] = [
  ["Nothing yet", 1],
  ["By hand", 2],
  ["Written down", 3],
];
const when = (question: string, match: "any" | "all", ...options: number[]) => ({ question, match, options });

/** A questionnaire with a question of every type, conditions that follow one another, and evidence that is required. */
export const typed: { section: string; dimension: string; questions: Typed[] }[] = [
  {
    section: "Delivery",
    dimension: "Builds",
    questions: [
      {
        code: "B1",
        text: "Do builds run by themselves?",
        type: "yes_no",
        options: [
          ["Yes", 5],
          ["No", 0],
        ],
      },
      {
        code: "B2",
        text: "Which checks run in every build?",
        type: "options",
        options: [
          ["Unit tests", 2],
          ["Static analysis", 1.5],
          ["Search for secrets", 2.25],
        ],
        condition: when("B1", "any", 1),
      },
      {
        code: "B3",
        text: "How many builds run in a week?",
        type: "number",
        options: [
          ["Hardly any", 0, 0],
          ["Some every day", 2.5, 5],
          ["With every change", 5, 20],
        ],
        condition: when("B2", "any", 2, 3),
      },
    ],
  },
  {
    section: "Delivery",
    dimension: "Records",
    questions: [
      { code: "R1", text: "When was a restore last tried?", type: "date" },
      { code: "R2", text: "How are releases recorded?", type: "text" },
      { code: "R3", text: "Who may release?", type: "option", options: stages, evidence_required: true },
    ],
  },
  {
    section: "Data",
    dimension: "Care",
    questions: [
      {
        code: "C1",
        text: "What stands in for automatic builds?",
        type: "option",
        options: stages,
        condition: when("B1", "any", 2),
      },
      {
        code: "C2",
        text: "Does a found secret stop the build?",
        type: "yes_no",
        options: [
          ["Yes", 5],
          ["No", 1],
        ],
        condition: when("B2", "all", 1, 3),
      },
    ],
  },
];

export interface TypedQuestion {
  id: number;
  code: string;
  sectionId: number;
  options: { id: number; text: string }[];
}

/** Publishes that questionnaire, and a product of it. Questions by their code. */
export async function addTyped(
  sql: Sql,
  owner: { id: number; organizationId: number },
  model = "mean",
  /** What "Who may release?" refers to. */
  reference?: string,
) {
  const [version] = await sql<{ id: number }>(
    `with n as (insert into questionnaires (slug, title) values ('typed-' || gen_random_uuid(), 'Every type') returning id)
     insert into questionnaire_versions (questionnaire_id, version, scoring_model, questions_count)
     select id, '1', $1, $2 from n returning id`,
    [model, typed.flatMap(({ questions }) => questions).length],
  );
  const versionId = version!.id;
  const sections = [...new Set(typed.map(({ section }) => section))];
  await sql(
    `insert into sections (version_id, position, title, description)
     select $1, n, title, 'What is asked about ' || lower(title) || '.' from unnest($2::text[]) with ordinality as x(title, n)`,
    [versionId, sections],
  );
  for (const [at, { section, dimension, questions }] of typed.entries()) {
    await sql(
      `with d as (insert into dimensions (section_id, position, title)
         select id, $3, $4 from sections where version_id = $1 and title = $2 returning id)
       insert into questions (version_id, dimension_id, position, code, text, type, condition, evidence_required)
       select $1, d.id, n, q ->> 'code', q ->> 'text', q ->> 'type', q -> 'condition', coalesce((q ->> 'evidence_required')::boolean, false)
       from d, jsonb_array_elements($5::jsonb) with ordinality as x(q, n)`,
      [versionId, section, at, dimension, JSON.stringify(questions)],
    );
    await sql(
      `insert into options (question_id, position, text, score, minimum)
       select q.id, n - 1, o ->> 0, (o ->> 1)::real, (o ->> 2)::double precision
       from jsonb_array_elements($2::jsonb) as asked, jsonb_array_elements(asked -> 'options') with ordinality as x(o, n), questions q
       where q.version_id = $1 and q.code = asked ->> 'code'`,
      [versionId, JSON.stringify(questions)],
    );
  }
  if (reference)
    await sql("update questions set cross_references = $2 where version_id = $1 and code = 'R3'", [
      versionId,
      JSON.stringify([{ framework: "ISO 27001", reference }]),
    ]);
  await sql("update questionnaire_versions set status = 'published' where id = $1", [versionId]);
  const [product] = await sql<{ id: number; name: string }>(
    `insert into products (organization_id, name, owner_id, questionnaire_version_id)
     values ($1, 'Typed ' || gen_random_uuid(), $2, $3) returning id, name`,
    [owner.organizationId, owner.id, versionId],
  );
  const rows = await sql<TypedQuestion>(
    `select q.id, q.code, d.section_id as "sectionId", coalesce((select json_agg(json_build_object('id', o.id, 'text', o.text)
       order by o.position) from options o where o.question_id = q.id), '[]') as options
     from questions q join dimensions d on d.id = q.dimension_id where q.version_id = $1
     order by d.section_id, d.position, q.position`,
    [versionId],
  );
  const questions = Object.fromEntries(rows.map((row) => [row.code, row])) as Record<string, TypedQuestion>;
  return { id: product!.id, name: product!.name, versionId, questions };
}
