import { scopes } from "@/lib/kernel/actor";

/** Organizations, each with a client, a lead over all, their API keys, and its share of the products of 200 answers. */
const ORGANIZATIONS = 10;
export const QUESTIONS = 200;
/** Products of each organization that wait for their first answers. */
export const FRESH = 10;

const tables = [
  "questionnaire_responses",
  "response_revisions",
  "maturity_scores",
  "answer_sets",
  "products",
  "lead_comments",
];

/**
 * Statements that fill an empty, migrated database with organizations, people, a questionnaire, products with so many
 * responses in all, products without any, and ten audit rows for each response. Triggers rest meanwhile.
 * @param hashOfKey of the API key or session of a name
 */
export function generate(responses: number, hashOfKey: (name: string) => Buffer): string[] {
  const products = Math.max(ORGANIZATIONS, responses / QUESTIONS);
  const hex = (name: string) => `'\\x${hashOfKey(name).toString("hex")}'`;
  const granted = `array[${scopes.map((scope) => `'${scope}'`).join()}]`;
  return [
    ...tables.map((table) => `alter table ${table} disable trigger audit`),
    `insert into organizations (name) select 'Bench ' || g from generate_series(0, ${ORGANIZATIONS}) g`,
    `insert into users (organization_id, username, email, role, first_name)
      select o.id, 'bench-client-' || substr(o.name, 7), 'client-' || substr(o.name, 7) || '@bench.test', 'client', 'Bench' from organizations o where o.name like 'Bench %' and o.name <> 'Bench 0'`,
    `insert into users (organization_id, username, email, role) select o.id, 'bench-' || r, r || '@bench.test', r from organizations o, unnest(array['lead','superuser']) r where o.name = 'Bench 0'`,
    `insert into assignments (organization_id, lead_id) select o.id, u.id from organizations o, users u where u.username = 'bench-lead' and o.name like 'Bench %' and o.name <> 'Bench 0'`,
    ...Array.from({ length: ORGANIZATIONS }, (_, at) => [
      `create sequence bench_fresh_${at} minvalue 0 start 0`,
      `grant usage on sequence bench_fresh_${at} to securesphere_app`,
      `insert into api_keys (user_id, prefix, key_hash, scopes) select id, 'bench', ${hex(`client ${at + 1}`)}, ${granted} from users where username = 'bench-client-${at + 1}'`,
    ]).flat(),
    ...["lead", "superuser"].map(
      (role) =>
        `insert into api_keys (user_id, prefix, key_hash, scopes) select id, 'bench', ${hex(role)}, ${granted} from users where username = 'bench-${role}'`,
    ),
    ...["client-1", "lead", "superuser"].map(
      (name) =>
        `insert into sessions (user_id, token_hash, expires_at) select id, ${hex(`${name.replace("-1", "")} session`)}, now() + interval '20 years' from users where username = 'bench-${name}'`,
    ),
    `insert into questionnaires (slug, title) values ('bench', 'Bench')`,
    `insert into questionnaire_versions (questionnaire_id, version, questions_count) select id, '1', ${QUESTIONS} from questionnaires where slug = 'bench'`,
    `insert into sections (version_id, position, title) select v.id, g, 'Section ' || g from questionnaire_versions v join questionnaires n on n.id = v.questionnaire_id and n.slug = 'bench', generate_series(0, 4) g`,
    `insert into dimensions (section_id, position, title) select s.id, g, 'Dimension ' || s.position || '.' || g from sections s join questionnaire_versions v on v.id = s.version_id join questionnaires n on n.id = v.questionnaire_id and n.slug = 'bench', generate_series(0, 3) g order by s.id, g`,
    `insert into questions (version_id, dimension_id, position, code, text) select s.version_id, d.id, g, s.position || '.' || d.position || '.' || g, 'Question ' || s.position || '.' || d.position || '.' || g || ': how is this practice done for the product?'
      from dimensions d join sections s on s.id = d.section_id and s.title like 'Section %', generate_series(0, 9) g order by d.id, g`,
    `insert into options (question_id, position, text, score) select q.id, g, 'Stage ' || g || ' of ' || q.code, g + 1 from questions q, generate_series(0, 4) g where q.text like 'Question %'`,
    `update questionnaire_versions set status = 'published', published_at = now() where questionnaire_id = (select id from questionnaires where slug = 'bench')`,
    `insert into products (organization_id, name, owner_id, questionnaire_version_id)
      select u.organization_id, 'Product ' || g, u.id, v.id from (select *, row_number() over (order by id) - 1 as at from users where username like 'bench-client-%') u
      cross join generate_series(1, ${products}) g join questionnaire_versions v on v.questionnaire_id = (select id from questionnaires where slug = 'bench')
      where u.at = (g - 1) * ${ORGANIZATIONS} / ${products} order by u.at, g`,
    `insert into products (organization_id, name, owner_id, questionnaire_version_id)
      select u.organization_id, 'Fresh ' || g, u.id, v.id from (select * from users where username like 'bench-client-%') u cross join generate_series(1, ${FRESH}) g
      join questionnaire_versions v on v.questionnaire_id = (select id from questionnaires where slug = 'bench') order by u.id, g`,
    `insert into answer_sets (organization_id, product_id, user_id) select organization_id, id, owner_id from products where name like 'Fresh %'`,
    `insert into answer_sets (organization_id, product_id, user_id, answered, draft, submitted) select organization_id, id, owner_id, ${QUESTIONS}, ${QUESTIONS} - 20, 20 from products where name like 'Product %'`,
    `insert into questionnaire_responses (organization_id, product_id, user_id, question_id, question, section, dimension, option_id, answer, maturity_score, score_source, comment, status, answered_by, submitted_at, updated_at)
      select p.organization_id, p.id, p.owner_id, q.id, q.text, s.title, d.title, o.id, o.text, o.score, 'option', 'How it is done is described in the handbook of the team.',
        case when q.position < 1 then 'submitted' else 'draft' end, p.owner_id, case when q.position < 1 then now() - random() * interval '30 days' end, now() - random() * interval '300 days'
      from products p join questions q on q.version_id = p.questionnaire_version_id join dimensions d on d.id = q.dimension_id join sections s on s.id = d.section_id
      join options o on o.question_id = q.id and o.position = (p.id + q.id) % 5 where p.name like 'Product %' order by p.id, q.id`,
    `insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source, not_applicable, not_applicable_reason, comment, status, answered_by)
      select organization_id, id, 1, option_id, answer, maturity_score, score_source, false, '', comment, status, answered_by from questionnaire_responses`,
    `insert into maturity_scores (organization_id, product_id, user_id, section, dimension, weighted_sum, weight, answered, scored)
      select organization_id, product_id, user_id, section, dimension, sum(maturity_score * 100 * weight), sum(weight), count(*), count(*) from questionnaire_responses group by 1, 2, 3, 4, 5`,
    `insert into audit_log (timestamp, user_id, actor, organization_id, action, use_case, table_name, record_id, new_values, old_values, ip_address, request_id)
      select now() - (random() * interval '25 days'), r.user_id, 'bench-client', r.organization_id, (array['INSERT','UPDATE'])[1 + g % 2], 'assessment.response.save',
        (array['questionnaire_responses','response_revisions','maturity_scores','answer_sets','users'])[1 + g % 5], r.id,
        json_build_object('maturity_score', r.maturity_score, 'answer', r.answer, 'version', g), json_build_object('maturity_score', 1, 'version', g - 1), '127.0.0.1', md5(r.id::text || g)
      from questionnaire_responses r, generate_series(1, 10) g`,
    ...tables.map((table) => `alter table ${table} enable always trigger audit`),
  ];
}

/** Takes the answers of the fresh products back, so that the next measurement finds them fresh. */
export const freshen = [
  ...tables.map((table) => `alter table ${table} disable trigger audit`),
  `delete from response_revisions where response_id in (select id from questionnaire_responses where product_id in (select id from products where name like 'Fresh %'))`,
  ...["questionnaire_responses", "maturity_scores"].map(
    (table) => `delete from ${table} where product_id in (select id from products where name like 'Fresh %')`,
  ),
  `update answer_sets set answered = 0, draft = 0, last_question_id = null where product_id in (select id from products where name like 'Fresh %')`,
  ...tables.map((table) => `alter table ${table} enable always trigger audit`),
];
