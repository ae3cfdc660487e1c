import type { z } from "zod";
import { enterJobStatement, enterStatement, enterSystemStatement, type EnteredRow } from "@/db/queries/kernel/doors";
import { displayName, systemActor, type Actor, type Caller } from "./actor";
import { timeouts } from "./database";
import { Fault } from "./fault";
import { noteUse } from "./last-seen";
import type { Definition } from "./use-case";

/** Seconds a session may stand unused. */
export const SESSION_IDLE_SECONDS = 12 * 3600;

/** Seconds for which it counts that somebody has shown who it is. */
const PROOF_SECONDS = 600;

export const signInFirst = () => new Fault("unauthenticated", "Sign in, or send a valid API key.");

/** The statement that makes the database know, for one transaction, who acts and why. */
export function enterWith(caller: Caller, action: string, reason: string | undefined) {
  const context = JSON.stringify({
    use_case: action,
    request_id: caller.requestId,
    ip_address: caller.address,
    user_agent: caller.agent.slice(0, 400),
    reason,
    ...timeouts(),
  });
  const { credential } = caller;
  if (credential.kind === "system") return { ...enterSystemStatement, values: [credential.name, context] };
  if (credential.kind === "none") throw signInFirst();
  if (credential.kind === "job") return { ...enterJobStatement, values: [credential.id, context] };
  return { ...enterStatement, values: [credential.kind, credential.hash, SESSION_IDLE_SECONDS, context] };
}

/**
 * Who a credential turned out to be.
 * @throws Fault unauthenticated where the database knows it not, or no more
 */
export function actorOf({ credential, unattended }: Caller, row: EnteredRow | undefined): Actor {
  if (credential.kind === "system") return systemActor(credential.name);
  if (!row) throw signInFirst();
  if (credential.kind !== "job" && !unattended)
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
    mustAddFactor: row.factor_due ?? false,
    proofAge: row.proof_age ?? null,
  };
}

/**
 * Keys are narrowed by their scopes; an account that must change its password can do nothing else, nor one that must have
 * a second factor first.
 */
export function admit(definition: Rules, actor: Actor) {
  if (actor.scopes && !(definition.scope && actor.scopes.includes(definition.scope))) {
    throw new Fault(
      "forbidden",
      definition.scope ? `This key lacks the scope ${definition.scope}.` : "This is not open to API keys.",
    );
  }
  if (actor.mustChangePassword && !definition.beforePasswordChange) {
    throw new Fault("password_change_required", "Choose a new password first.");
  }
  if (actor.mustAddFactor && !definition.beforeSecondFactor && !definition.beforePasswordChange) {
    throw new Fault("second_factor_required", "Add a second factor to your account first.");
  }
}

/** What is sensitive wants its person to have shown who it is a short while ago, so that a session left open is not enough. */
export function askProof(definition: Rules, actor: Actor) {
  if (!definition.sensitive || actor.userId === 0) return;
  if (actor.proofAge === null || actor.proofAge > PROOF_SECONDS) {
    throw new Fault("reauthentication_required", "Confirm that it is you, then go on.");
  }
}

type Rules = Pick<
  Definition<z.ZodType, unknown, unknown>,
  "scope" | "beforePasswordChange" | "beforeSecondFactor" | "sensitive"
>;
