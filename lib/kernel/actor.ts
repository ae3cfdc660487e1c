import type { Role } from "@/db/schema/identity/users";

/** What an API key may be narrowed to (docs: API keys). */
export const scopes = [
  "responses:read",
  "responses:write",
  "scores:read",
  "comments:read",
  "comments:write",
  "products:read",
  "products:write",
  "audit:read",
  "stats:read",
  "backups:write",
  "intelligence:read",
  "intelligence:write",
] as const;
export type Scope = (typeof scopes)[number];

/** What acts without a person. */
export type SystemActor = "cli" | `system:${string}` | `job:${string}`;

/**
 * What a request brings to show who sends it. Hashes are SHA-256 of the secret. A running job acts as the user who asked
 * for it; only the runner of jobs has this credential.
 */
export type Credential =
  | { kind: "none" }
  | { kind: "session" | "key"; hash: Buffer }
  | { kind: "job"; id: number }
  | { kind: "system"; name: SystemActor };

/** A request, as far as the gate needs to know it. */
export interface Caller {
  credential: Credential;
  requestId: string;
  address: string;
  agent: string;
  idempotencyKey?: string;
  /** Asked by a program that runs by itself in the background: it does not keep a session from ending unused. */
  unattended?: boolean;
}

/** Who acts, as the session or key says; never taken from input. */
export interface Actor {
  /** 0 for what acts without a person: no column that names who acted accepts it. */
  userId: number;
  username: string;
  name: string;
  email: string;
  role: Role;
  organizationId: number;
  organization: string;
  /** Organizations whose rows the actor reaches; superusers reach all and have none listed. */
  reach: readonly number[];
  /** Null for sessions, which are not narrowed. */
  scopes: readonly string[] | null;
  sessionId: number | null;
  keyId: number | null;
  mustChangePassword: boolean;
  /** Must have a second factor and has none yet. */
  mustAddFactor: boolean;
  /** Seconds since the person last showed who it is; null for what has no session. */
  proofAge: number | null;
}

/** The name a person goes by: first and last name, or else the user name. */
export const displayName = (person: { firstName: string; lastName: string; username: string }) =>
  `${person.firstName} ${person.lastName}`.trim() || person.username;

export const systemActor = (name: SystemActor): Actor => ({
  userId: 0,
  username: name,
  name,
  email: "",
  // The command line and jobs act for the operator; the door of strangers (system:login) asks no policy.
  role: "superuser",
  organizationId: 0,
  organization: "",
  reach: [],
  scopes: null,
  sessionId: null,
  keyId: null,
  mustChangePassword: false,
  mustAddFactor: false,
  proofAge: null,
});

export const systemCaller = (name: SystemActor, requestId = `${name}-${process.pid}`): Caller => ({
  credential: { kind: "system", name },
  requestId,
  address: "",
  agent: "",
});
