import { createHash } from "node:crypto";
import load, { type Database, type SqlValue } from "sql.js";

/** Tables of the Flask models, the shape in the field. */
const flask = `
  create table users (id integer primary key, username varchar(80), email varchar(120), password_hash varchar(255), role varchar(20),
    organization varchar(100), first_name varchar(50), last_name varchar(50), phone varchar(20), is_active boolean, created_at datetime, last_login datetime);
  create table products (id integer primary key, name varchar(100), description text, owner_id integer, created_at datetime, updated_at datetime, is_active boolean,
    product_url varchar(255), programming_language varchar(50), cloud_platform varchar(50), cloud_platform_other varchar(100), cicd_platform varchar(50), additional_details text);
  create table questionnaire_responses (id integer primary key, user_id integer, product_id integer, section varchar(100), question text, question_index integer, answer text,
    client_comment text, evidence_path varchar(255), score integer, max_score integer, is_reviewed boolean, needs_client_response boolean, created_at datetime, updated_at datetime);
  create table lead_comments (id integer primary key, response_id integer, lead_id integer, client_id integer, product_id integer, comment text, status varchar(20),
    parent_comment_id integer, is_read boolean, created_at datetime, updated_at datetime);
  create table product_statuses (id integer primary key, product_id integer, user_id integer, status varchar(30), questions_completed integer, total_questions integer,
    completion_percentage float, last_updated datetime);
  create table score_history (id integer primary key, product_id integer, user_id integer, section_name varchar(100), total_score float, max_score float, percentage float,
    questions_answered integer, questions_total integer, calculated_at datetime);
  create table invitation_tokens (id integer primary key, token varchar(100), email varchar(120), role varchar(20), organization varchar(100), invited_by integer, is_used boolean,
    expires_at datetime, used_at datetime);
  create table system_settings (id integer primary key, key varchar(50), value text, description text);`;

/** Tables of the seed's DatabaseManager. */
const manager = `
  create table users (id integer primary key autoincrement, username text, email text, password_hash text, role text, organization text, assigned_client_id integer, first_name text,
    last_name text, phone text, is_active boolean, created_at timestamp, updated_at timestamp);
  create table products (id integer primary key autoincrement, name text, description text, owner_id integer, created_at timestamp, updated_at timestamp, is_active boolean);
  create table questionnaire_responses (id integer primary key autoincrement, user_id integer, product_id integer, section text, dimension text, question text, answer text, maturity_score integer,
    comment text, evidence_path text, is_approved boolean, is_reviewed boolean, needs_client_response boolean, created_at timestamp, updated_at timestamp);
  create table lead_comments (id integer primary key autoincrement, response_id integer, lead_id integer, client_id integer, product_id integer, comment text, status text,
    parent_comment_id integer, is_read boolean, created_at timestamp, updated_at timestamp);
  create table user_invitations (id integer primary key autoincrement, email text, role text, organization text, token text, inviter_id integer, expires_at timestamp, is_used boolean, created_at timestamp);
  create table audit_log (id integer primary key autoincrement, user_id integer, action text, table_name text, record_id integer, old_values text, new_values text, timestamp timestamp,
    ip_address text, user_agent text);
  create table maturity_scores (id integer primary key autoincrement, product_id integer, user_id integer, dimension text, subdimension text, score real, max_score real, calculated_at timestamp);`;

export type LegacyRows = Record<string, Record<string, SqlValue>[]>;

/** A database of the original system with these rows, in the making. */
export async function legacyDatabase(shape: "flask" | "manager", rows: LegacyRows): Promise<Database> {
  const { Database } = await load();
  const database = new Database();
  database.run(shape === "flask" ? flask : manager);
  addRows(database, rows);
  return database;
}

function addRows(database: Database, rows: LegacyRows): void {
  database.run("begin");
  for (const [table, each] of Object.entries(rows))
    for (const row of each) {
      const columns = Object.keys(row);
      database.run(
        `insert into ${table} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
        Object.values(row),
      );
    }
  database.run("commit");
}

/** The bytes of it, as the file an operator names. */
export function fileOf(bytes: Uint8Array, name = "securesphere.db") {
  return { name, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: new Uint8Array(bytes) };
}

/** Password hashes as Werkzeug made them; computed with Python's hashlib. */
export const hashes = {
  /** of `correct horse battery` */
  scrypt:
    "scrypt:32768:8:1$f3Rk9ZbQ1xTn7LmP$214cd286a40cb34a7adb67fa023eda4c28a42978366d5df955a97fb97f120dfaee1adaed5ac9951e269c85e3daa8c8c81ca5838dcfeeb0f2e8a236c877fdf7b7",
  /** of `pässwörd ✓` */
  scryptUnicode:
    "scrypt:32768:8:1$aB3dE6gH9jK2mN5p$8eb455e5c2971264c528060f2568b8ecab662559daa456c96664798052ccba4d79d691481ab288bce502da32cfaac95b74f9e2ebbf43082a8aa19c0af025dd97",
  /** of `admin123` */
  pbkdf2: "pbkdf2:sha256:600000$Xy7Zw2Qv$86c2de185c791fb802b44846aa4da92def0dde14e94ed58baf66b39da76222a5",
  /** of `correct horse battery` */
  pbkdf2Sha512:
    "pbkdf2:sha512:260000$Jk4Lm8Np$24670bc892c7fa208593b75bc7537f0ec207a6ca52f469319bed3152d8e35f31f4b91a0b2ba910af9f6fd0e61d4c3dbe954c5d580a4d8fda4869efb2a90825fe",
  /** of `correct horse battery`, with too few rounds */
  weak: "pbkdf2:sha256:1000$Jk4Lm8Np$c424ad6240533fcfa677f6e095e09b36bd276e635cc1c09687671fc845c486fe",
};
