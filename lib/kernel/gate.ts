import { createHash } from "node:crypto";
import { z } from "zod";
import { enterStatement, enterSystemStatement, type EnteredRow } from "@/db/queries/kernel/doors";
import { logEvent } from "@/db/queries/kernel/events";
import { touchLastSeen } from "@/db/queries/kernel/last-seen";
import { claimKey, findKept, keepResponse } from "@/db/queries/kernel/idempotency";
import {
  displayName,
  systemActor,
  systemCaller,
  type Actor,
  type Caller,
  type Credential,
  type Scope,
  type SystemActor,
} from "./actor";
import { brokenConstraint, pool, timeouts, translateDatabaseError, type Tx } from "./database";
import { Fault, notFound } from "./fault";
import { noteUse, writeUsesWith } from "./last-seen";

/** Seconds a session may stand unused. */
export const SESSION_IDLE_SECONDS = 12 * 3600;

export interface Context<Target> {
  tx: Tx;
  actor: Actor;
  target: Target;
  caller: Caller;
  /** Runs after the commit; its failure does not undo what was done. */
  after(effect: () => unknown): void;
  /**
   * Sends COMMIT behind the statements already sent, without waiting for their answers. For hot paths whose last
   * statement is on its way; nothing may be written after it.
   */
  commit(): void;
}

export interface Definition<Schema extends z.ZodType, Target, Output> {
  /** Stable name, `room.record.verb`; the audit trail shows it. */
  action: string;
  input: Schema;
  /** The scope a key needs. Without one, keys are refused. */
  scope?: Scope;
  /** Acts without a person: for those who are not signed in yet. */
  as?: SystemActor;
  /** Open to an account that must change its password first. */
  beforePasswordChange?: boolean;
  /** Loads what the use case is about, within reach; undefined is `not_found`. Sent before the actor is known. */
  target?: (tx: Tx, input: z.output<Schema>) => Promise<Target | undefined>;
  /** All it reads is read by `target`, by statements sent at once (`tx.send`): the transaction ends in the round trip it begins with. */
  targetOnly?: boolean;
  /** What `target` is called in the message of `not_found`. */
  subject?: string;
  /** The sentence of policy.ts that permits it. */
  allow: (actor: Actor, target: Target, input: z.output<Schema>) => boolean;
  /** Why, for the audit trail, where the caller gives a reason. */
  reason?: (input: z.output<Schema>) => string | undefined;
  /** Constraints a caller can break, and the field and message that say so. */
  constraints?: Record<string, { path: string; message: string }>;
  run: (context: Context<Target>, input: z.output<Schema>) => Promise<Output>;
}

export interface UseCase<Schema extends z.ZodType = z.ZodType, Output = unknown> {
  (caller: Caller, input: z.input<Schema>): Promise<Output>;
  action: string;
  kind: "command" | "query";
  input: Schema;
  scope?: Scope;
  as?: SystemActor;
}

const ignore = () => {};

/** Parses, opens the transaction, enters as the caller, loads, asks, runs, commits. See ARCHITECTURE.md, "The gate". */
export function gate<Schema extends z.ZodType, Target, Output>(
  kind: "command" | "query",
  definition: Definition<Schema, Target, Output>,
): UseCase<Schema, Output> {
  const useCase = async (caller: Caller, raw: z.input<Schema>): Promise<Output> => {
    const input = parse(definition.input, raw);
    const credential = definition.as ? ({ kind: "system", name: definition.as } as const) : caller.credential;
    if (credential.kind === "none") throw signInFirst();
    const effects: (() => unknown)[] = [];
    let result: Output;
    try {
      result = await transact(kind, definition, { ...caller, credential }, input, effects);
    } catch (error) {
      if (error instanceof Fault && error.code === "forbidden")
        await logRefusal(definition.action, { ...caller, credential }, error);
      throw error;
    }
    for (const effect of effects) await effect();
    return result;
  };
  return Object.assign(useCase, {
    action: definition.action,
    kind,
    input: definition.input,
    scope: definition.scope,
    as: definition.as,
  });
}

async function transact<Schema extends z.ZodType, Target, Output>(
  kind: "command" | "query",
  definition: Definition<Schema, Target, Output>,
  caller: Caller,
  input: z.output<Schema>,
  effects: (() => unknown)[],
  ask = admit,
): Promise<Output> {
  let connection;
  try {
    connection = await pool().connect();
  } catch (error) {
    throw translateDatabaseError(error);
  }
  const { tx } = connection;
  let committed: Promise<unknown> | undefined;
  let broken = false;
  const commit = () => {
    committed ??= connection.query("COMMIT");
    committed.catch(ignore);
  };
  try {
    // One round trip: the three are sent together, and row-level security guards the third.
    connection.together();
    const begun = connection.query(kind === "query" ? "BEGIN READ ONLY" : "BEGIN");
    const entered = connection.query(enterWith(caller, definition.action, definition.reason?.(input)));
    const loading = definition.target?.(tx, input);
    begun.catch(ignore);
    loading?.catch(ignore);
    if (definition.targetOnly) commit();
    const actor = actorOf(caller.credential, (await entered).rows[0] as EnteredRow | undefined);
    ask(definition, actor);
    const target = (await loading) as Target;
    if (definition.target && target === undefined) throw notFound(definition.subject);
    if (!definition.allow(actor, target, input)) throw new Fault("forbidden", "Your role does not permit this.");
    const context: Context<Target> = { tx, actor, target, caller, after: (effect) => effects.push(effect), commit };
    connection.together();
    const result = await (caller.idempotencyKey && kind === "command"
      ? once(context, definition, input)
      : definition.run(context, input));
    commit();
    const tag = (await (committed as unknown as Promise<{ command: string }>)).command;
    if (tag !== "COMMIT") throw new Error(`The transaction of ${definition.action} ended in ${tag}`);
    return result;
  } catch (error) {
    const settled = committed
      ? await committed.then(
          () => true,
          () => false,
        )
      : false;
    if (!settled) await connection.query("ROLLBACK").catch(() => (broken = true));
    const constraint = brokenConstraint(error);
    const explained = constraint ? definition.constraints?.[constraint] : undefined;
    if (explained) throw new Fault("invalid", explained.message, { fields: [explained] });
    throw translateDatabaseError(error);
  } finally {
    connection.release(broken);
  }
}

/**
 * Checks input against its schema.
 * @throws Fault invalid, naming every field
 */
export function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = fields[0];
  const detail = first ? `${first.path ? `${first.path}: ` : ""}${first.message}` : "The input is not valid.";
  throw new Fault("invalid", detail, { fields });
}

function enterWith(caller: Caller, action: string, reason: string | undefined) {
  const context = JSON.stringify({
    use_case: action,
    request_id: caller.requestId,
    ip_address: caller.address,
    user_agent: caller.agent.slice(0, 400),
    reason,
    ...timeouts,
  });
  const { credential } = caller;
  if (credential.kind === "system") return { ...enterSystemStatement, values: [credential.name, context] };
  if (credential.kind === "none") throw signInFirst();
  return { ...enterStatement, values: [credential.kind, credential.hash, SESSION_IDLE_SECONDS, context] };
}

const signInFirst = () => new Fault("unauthenticated", "Sign in, or send a valid API key.");

function actorOf(credential: Credential, row: EnteredRow | undefined): Actor {
  if (credential.kind === "system") return systemActor(credential.name);
  if (!row) throw signInFirst();
  noteUse(row.session_id === null ? "key" : "session", row.session_id ?? row.key_id ?? 0);
  return {
    userId: row.user_id,
    username: row.username,
    name: displayName({ firstName: row.first_name, lastName: row.last_name, username: row.username }),
    email: row.email,
    role: row.role,
    organizationId: row.organization_id,
    organization: row.organization,
    reach: row.reach,
    scopes: row.scopes,
    sessionId: row.session_id,
    keyId: row.key_id,
    mustChangePassword: row.must_change_password,
  };
}

/** Keys are narrowed by their scopes; an account that must change its password can do nothing else. */
function admit(definition: { scope?: Scope; beforePasswordChange?: boolean }, actor: Actor) {
  if (actor.scopes && !(definition.scope && actor.scopes.includes(definition.scope))) {
    throw new Fault(
      "forbidden",
      definition.scope ? `This key lacks the scope ${definition.scope}.` : "This is not open to API keys.",
    );
  }
  if (actor.mustChangePassword && !definition.beforePasswordChange) {
    throw new Fault("password_change_required", "Choose a new password first.");
  }
}

/** Runs once per `Idempotency-Key`: a retry gets the first answer, which is kept in the same transaction. */
async function once<Schema extends z.ZodType, Target, Output>(
  context: Context<Target>,
  definition: Definition<Schema, Target, Output>,
  input: z.output<Schema>,
): Promise<Output> {
  const { tx, actor, caller } = context;
  const claim = {
    userId: actor.userId,
    action: definition.action,
    key: caller.idempotencyKey ?? "",
    bodyHash: createHash("sha256").update(JSON.stringify(input)).digest(),
  };
  if (await claimKey(tx, claim)) {
    const result = await definition.run({ ...context, commit: ignore }, input);
    await keepResponse(tx, claim, result);
    return result;
  }
  const kept = await findKept(tx, claim);
  if (kept && !kept.bodyHash.equals(claim.bodyHash)) {
    throw new Fault("invalid", "This Idempotency-Key was used with another body.", {
      fields: [{ path: "Idempotency-Key", message: "was used with another body" }],
    });
  }
  if (!kept)
    throw new Fault("conflict", "The first call with this Idempotency-Key is still running.", { retryAfter: 1 });
  return kept.response as Output;
}

/** Refusals roll back what was asked, so they are logged in a transaction of their own. Their loss refuses nothing. */
async function logRefusal(action: string, caller: Caller, fault: Fault) {
  await transact(
    "command",
    {
      action,
      input: z.unknown(),
      allow: () => true,
      run: ({ tx }) => logEvent(tx, { action: "REFUSED", details: { code: fault.code, detail: fault.message } }),
    },
    caller,
    undefined,
    [],
    ignore, // a key without the scope may still have its refusal logged
  ).catch(ignore);
}

writeUsesWith((uses) =>
  transact(
    "command",
    { action: "kernel.use.note", input: z.unknown(), allow: () => true, run: ({ tx }) => touchLastSeen(tx, uses) },
    systemCaller("job:last-seen"),
    undefined,
    [],
  ),
);
