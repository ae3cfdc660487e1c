import { hashes } from "./legacy-database";
import { at, systemCaseRows, type Key } from "./system-case-rows";
import type { SystemRows } from "./system-database";

/** Ids of one shape or the other: numbers, or UUIDs that say which number they are. */
export const keysOf = {
  integer: (number: number): string | number => number,
  uuid: (number: number): string | number => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
};
export type KeyKind = keyof typeof keysOf;

/** What a system of analysts has that worked for a while: `name` tells its people and cases from others'. */
export function systemRows(kind: KeyKind, name: string): SystemRows {
  const key = keysOf[kind];
  return {
    system_users: [
      person(key(1), `${name}-chief`, "ADMIN"),
      person(key(2), `${name}-ana`, "ANALYST"),
      { ...person(key(3), `${name}-guest`, "GUEST"), password_hash: "plain" },
    ],
    sources: [
      {
        id: key(1),
        platform: "TELEGRAM",
        source_handle: `${name}_market`,
        source_name: "Market",
        source_type: "CHANNEL",
        is_active: true,
        created_at: at,
      },
      {
        id: key(2),
        platform: "Facebook",
        source_handle: `${name}.page`,
        source_name: null,
        source_type: null,
        is_active: false,
        created_at: at,
      },
    ],
    users: [
      {
        id: key(1),
        source_id: key(1),
        platform_user_id: `77${name.length}1`,
        username: "@Seller",
        full_name: "S. Eller",
        is_flagged: true,
        created_at: at,
      },
      {
        id: key(2),
        source_id: key(2),
        platform_user_id: null,
        username: "buyer",
        full_name: null,
        is_flagged: false,
        created_at: at,
      },
      {
        id: key(3),
        source_id: key(99),
        platform_user_id: "lost",
        username: "lost",
        full_name: null,
        is_flagged: false,
        created_at: at,
      },
    ],
    keywords: [
      {
        id: key(1),
        keyword: "snow",
        is_regex: false,
        severity: "HIGH",
        status: "ACTIVE",
        type: "THREAT",
        aliases: '["white"]',
        pattern: null,
        created_at: at,
      },
      {
        id: key(2),
        keyword: "Grams",
        is_regex: true,
        severity: "low",
        status: "active",
        type: "custom",
        aliases: null,
        pattern: "\\d+ ?g\\b",
        created_at: at,
      },
      {
        id: key(3),
        keyword: "Broken",
        is_regex: true,
        severity: "low",
        status: "active",
        type: "custom",
        aliases: null,
        pattern: "(",
        created_at: at,
      },
      {
        id: key(4),
        keyword: "old",
        is_regex: false,
        severity: "odd",
        status: "DEPRECATED",
        type: "custom",
        aliases: "no json",
        pattern: null,
        created_at: at,
      },
    ],
    content: [
      {
        ...{ id: key(1), source_id: key(1), created_by_id: key(1), content_type: "TEXT", language: "en" },
        text: "❄️ Fresh snow, 5 g\tcall +44 20 7946 0018\nor mail deal@snowmarket.com",
        ...{ risk_level: "HIGH", risk_score: 72, status: "REVIEWING", keywords: '["snow", {"keyword": "5 g"}]' },
        ...{
          analysis_data: '{"intent": "Selling\\u0000"}',
          analysis_summary: "An offer",
          confidence_score: 87,
          sentiment_score: 0.5,
        },
        ...{ processing_time: 0.25, created_at: at, url: "https://t.me/x/1", word_count: 9 },
      },
      {
        ...{ id: key(2), source_id: key(2), created_by_id: key(3), content_type: "REEL", language: "english" },
        ...{
          text: "nothing at all",
          risk_level: "LOW",
          risk_score: null,
          status: "PENDING",
          keywords: "[",
          analysis_data: null,
        },
        ...{
          analysis_summary: null,
          confidence_score: null,
          sentiment_score: 7,
          processing_time: null,
          created_at: at,
          url: null,
        },
        word_count: 3,
      },
      {
        ...{
          id: key(3),
          source_id: key(99),
          created_by_id: null,
          content_type: "TEXT",
          language: "en",
          text: "orphan",
        },
        ...{
          risk_level: "LOW",
          risk_score: null,
          status: "PENDING",
          keywords: null,
          analysis_data: null,
          created_at: at,
        },
      },
    ],
    detections: [
      detection(key, 1, {
        matched_text: "snow",
        position_start: 9,
        position_end: 13,
        status: "CONFIRMED",
        reviewed_by_id: key(2),
        reviewed_at: at,
        review_notes: "An offer",
      }),
      detection(key, 2, { matched_text: "snow", position_start: 2, position_end: 6, status: "false_positive" }),
      detection(key, 3, { matched_text: "ice", position_start: 2, position_end: 6, status: "NEW" }),
      detection(key, 4, {
        keyword_id: key(2),
        matched_text: "5 g",
        position_start: null,
        position_end: null,
        status: "NEW",
      }),
      detection(key, 5, {
        keyword_id: key(3),
        matched_text: "5 g",
        position_start: null,
        position_end: null,
        status: "NEW",
      }),
    ],
    identifiers: [
      identifier(key, 1, "PHONE", "+44 20 7946 0018", {
        verification_status: true,
        verified_by_id: key(2),
        verification_date: at,
      }),
      identifier(key, 2, "PERSON_NAME", "Sam  Eller"),
      identifier(key, 3, "DATE", "2024-01-01"),
      identifier(key, 4, "EMAIL", "not an e-mail"),
      identifier(key, 5, "CUSTOM", "deal@snowmarket.com"),
    ],
    ...systemCaseRows(key, name),
  };
}

const person = (id: string | number, username: string, role: string) => ({
  ...{
    id,
    username,
    email: `${username}@system.test`,
    password_hash: hashes.pbkdf2,
    role,
    is_active: true,
    created_at: at,
  },
});

const detection = (key: Key, id: number, more: SystemRows[string][number]) => ({
  ...{ id: key(id), content_id: key(1), keyword_id: key(1), source_id: key(1), confidence_score: 0.8, created_at: at },
  ...{ reviewed_by_id: null, reviewed_at: null, review_notes: null, ...more },
});

const identifier = (key: Key, id: number, type: string, value: string, more: SystemRows[string][number] = {}) => ({
  ...{
    id: key(id),
    type,
    value,
    verification_status: false,
    verified_by_id: null,
    verification_date: null,
    created_at: at,
    ...more,
  },
});
