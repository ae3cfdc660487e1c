import type { Role } from "@/db/schema/identity/users";

/** The pinned functions of the database that set who acts in a transaction (migrations 0003 and 0041). */
export const enterStatement = {
  name: "enter",
  text: "select * from app.enter($1, $2, $3, $4)",
};

export const enterJobStatement = {
  name: "enter_job",
  text: "select * from app.enter_job($1, $2)",
};

export const enterSystemStatement = {
  name: "enter_system",
  text: "select app.enter_system($1, $2)",
};

export interface EnteredRow {
  user_id: number;
  username: string;
  first_name: string;
  last_name: string;
  email: string;
  role: Role;
  organization_id: number;
  organization: string;
  reach: number[];
  scopes: string[] | null;
  session_id: number | null;
  key_id: number | null;
  must_change_password: boolean;
  /** Of sessions alone, as the next. */
  factor_due?: boolean;
  /** Seconds since the person last showed who it is. */
  proof_age?: number | null;
}
