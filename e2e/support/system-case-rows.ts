import type { SystemRows } from "./system-database";

export type Key = (number: number) => string | number;

/** When everything was made. */
export const at = "2024-03-01 10:00:00.123456";

/** Searches and cases of a system of analysts, with their links. */
export function systemCaseRows(key: Key, name: string): SystemRows {
  return {
    osint_results: [
      {
        ...{
          id: key(1),
          user_id: key(1),
          created_by_id: key(2),
          query: "deal@snowmarket.com",
          search_type: "EMAIL",
          status: "COMPLETED",
        },
        ...{
          results: '[{"source": "forum", "url": "https://forum.test/1", "title": "A post"}]',
          analysis: '{"risk": "high"}',
        },
        ...{ summary: "Found once", total_sources_searched: 4, processing_time: 2, risk_score: 55, created_at: at },
      },
      {
        ...{
          id: key(2),
          user_id: null,
          created_by_id: null,
          query: "who",
          search_type: "GENERAL",
          status: "PENDING",
          results: null,
        },
        ...{
          analysis: null,
          summary: null,
          total_sources_searched: 0,
          processing_time: null,
          risk_score: 500,
          created_at: at,
        },
      },
    ],
    osint_identifier_links: [
      {
        id: key(1),
        osint_result_id: key(1),
        identifier_id: key(5),
        confidence_score: 0.9,
        context: "Its owner",
        created_at: at,
      },
      {
        id: key(2),
        osint_result_id: key(2),
        identifier_id: key(4),
        confidence_score: 0.9,
        context: "",
        created_at: at,
      },
    ],
    cases: [
      {
        ...{
          id: key(1),
          title: "Snow",
          description: "Who sells?",
          case_number: `${name}-001`,
          type: "DRUG_TRAFFICKING_INVESTIGATION",
        },
        ...{
          status: "RESOLVED",
          priority: "HIGH",
          assigned_to_id: key(2),
          created_by_id: key(1),
          owner_id: null,
          created_at: at,
        },
        ...{ findings: "S. Eller does", due_date: "2030-01-31 00:00:00", actual_completion: null, updated_at: at },
      },
      {
        ...{
          id: key(2),
          title: "Nobody's",
          description: null,
          case_number: `${name}-002`,
          type: "CUSTOM",
          status: "OPEN",
          priority: "odd",
        },
        ...{
          assigned_to_id: null,
          created_by_id: key(50),
          owner_id: null,
          created_at: at,
          findings: null,
          due_date: null,
        },
      },
    ],
    user_case_links: [
      { id: key(1), user_id: key(2), case_id: key(1), role: "OWNER", status: "ACTIVE", can_edit: true, created_at: at },
      {
        id: key(2),
        user_id: key(3),
        case_id: key(1),
        role: "VIEWER",
        status: "REMOVED",
        can_edit: false,
        created_at: at,
      },
      {
        id: key(3),
        user_id: key(3),
        case_id: key(1),
        role: "REVIEWER",
        status: "ACTIVE",
        can_edit: false,
        created_at: at,
      },
    ],
    subject_case_links: [{ id: key(1), case_id: key(1), subject_id: key(1), relevance: "suspect", created_at: at }],
    case_content_links: [
      { id: key(1), case_id: key(1), content_id: key(1), created_at: at },
      { id: key(2), case_id: key(1), content_id: key(3), created_at: at },
    ],
    identifier_case_links: [{ id: key(1), case_id: key(1), identifier_id: key(1), created_at: at }],
    active_cases: [{ id: key(1), user_id: key(2), case_id: key(1) }],
  };
}
