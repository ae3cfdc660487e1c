import { roles, type Role } from "@/db/schema/identity/users";
import { emailInput, usernameInput } from "@/lib/identity/account-input";
import { isForeignHash } from "@/lib/identity/password-hash";
import { keyOf } from "./move";
import type { LegacyRow } from "./legacy-row";

/** An account of the original system, read but not yet placed. */
export interface LegacyAccount {
  id: number;
  key: string;
  row: LegacyRow;
  content: string;
  username: string;
  /** Undefined where the file has none that could receive a mail. */
  email: string | undefined;
  role: Role | undefined;
  organization: string;
  firstName: string;
  lastName: string;
  phone: string;
  isActive: boolean;
  /** A hash that still works; undefined: its person must choose a new password. */
  passwordHash: string | undefined;
  assignedId: number | undefined;
  createdAt: Date | undefined;
  updatedAt: Date | undefined;
}

/** Reads a row of `users`. */
export function readAccount(id: number, row: LegacyRow, content: string): LegacyAccount {
  const createdAt = row.moment("created_at");
  const username = row.line("username", 300);
  const hash = row.text("password_hash", 2_000);
  const email = emailInput.safeParse(row.line("email", 300));
  return {
    ...{ id, row, content, createdAt },
    key: keyOf(id, createdAt, username),
    username,
    email: email.success ? email.data : undefined,
    role: roleOf(row.line("role", 100)),
    organization: organizationName(row.line("organization", 1_000)),
    firstName: row.line("first_name", 100),
    lastName: row.line("last_name", 100),
    phone: row.line("phone", 50),
    isActive: row.flag("is_active") ?? true,
    passwordHash: isForeignHash(hash) ? hash : undefined,
    assignedId: row.id("assigned_client_id"),
    updatedAt: row.moment("updated_at"),
  };
}

/** Only what it says: no other word is worth a right. */
function roleOf(text: string): Role | undefined {
  const word = text.toLowerCase();
  return roles.find((role) => role === word);
}

const MOST_NAME = 200;

/** As it is compared: one kind of blank, composed letters. A name too long to be kept stays told from others like it. */
function organizationName(text: string): string {
  const name = text.normalize("NFC").replace(/\s+/g, " ").trim();
  return name.length <= MOST_NAME ? name : `${name.slice(0, MOST_NAME - 8)} …${name.slice(-6)}`;
}

/** A user name of ours that is as much like theirs as can be. */
export function usernameLike(name: string, id: number | string): string {
  if (usernameInput.safeParse(name).success) return name;
  const plain = name
    .replace(/@.*/, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "")
    .slice(0, 48);
  return plain.length >= 3 ? plain : `user-${plain ? `${plain}-` : ""}${id}`;
}
