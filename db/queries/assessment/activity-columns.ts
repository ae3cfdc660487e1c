import { isoTime } from "@/db/queries/kernel/iso-time";

/** Something that happened to a product, an answer or what belongs to it: without values. */
export interface ActivityRow {
  id: number;
  /** ISO 8601, with microseconds. */
  timestamp: string;
  user_id: number | null;
  actor: string;
  /** First and last name now; null for what is no person, or is out of reach. */
  name: string | null;
  action: string;
  table_name: string;
  record_id: number | null;
  /** The question, the file or the title it is about. */
  subject: string | null;
  /** The fields that changed; empty but for updates. */
  fields: string[];
}

/** A number among the values of an entry `a` that made or took away a row. */
export const value = (name: string) => `(coalesce(a.new_values, a.old_values) ->> '${name}')::integer`;

/** What a page takes of an entry `a` of the trail. */
export const pageColumns = `a.id, a.timestamp, a.user_id, a.actor, a.action, a.table_name, a.record_id,
  case a.table_name when 'response_evidence' then ${value("evidence_id")} end as evidence_id,
  case a.table_name when 'product_members' then ${value("user_id")} end as member_id,
  case a.action when 'UPDATE' then array(select jsonb_object_keys(a.new_values)) else '{}' end as fields`;

const subject = `case p.table_name
  when 'questionnaire_responses' then (select r.question from questionnaire_responses r where r.id = p.record_id)
  when 'lead_comments' then (select r.question from lead_comments c join questionnaire_responses r on r.id = c.response_id where c.id = p.record_id)
  when 'evidence_requests' then (select q.text from evidence_requests e join questions q on q.id = e.question_id where e.id = p.record_id)
  when 'response_evidence' then (select v.filename from evidence v where v.id = p.evidence_id)
  when 'evidence' then (select v.filename from evidence v where v.id = p.record_id)
  when 'rounds' then (select case when r.name = '' then 'Round ' || r.number else r.name end from rounds r where r.id = p.record_id)
  when 'reports' then (select r.title from reports r where r.id = p.record_id)
  when 'actions' then (select t.title from actions t where t.id = p.record_id)
  when 'product_members' then (select nullif(trim(u.first_name || ' ' || u.last_name), '') from users u where u.id = p.member_id) end`;

/** What is shown of an entry `p` of the page: names are looked up for it alone. */
export const shown = `p.id, ${isoTime("p.timestamp")} as timestamp, p.user_id, p.actor,
  (select nullif(trim(u.first_name || ' ' || u.last_name), '') from users u where u.id = p.user_id) as name,
  p.action, p.table_name, p.record_id, ${subject} as subject, p.fields`;
