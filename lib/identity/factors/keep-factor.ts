import { countRecoveryCodes, factorsOf, needsFactor, replaceRecoveryCodes } from "@/db/queries/identity/factors";
import { endSessionsOf, proveSession } from "@/db/queries/identity/sessions";
import { logEvent, type NamedEvent } from "@/db/queries/kernel/events";
import { Fault } from "@/lib/kernel/fault";
import type { Context } from "@/lib/kernel/use-case";
import { queueMail } from "@/lib/notify/queue-mail";
import { factorAddedMail, factorRemovedMail } from "./factor-mails";
import { hashRecoveryCode, newRecoveryCodes } from "./recovery-code";

/** A factor that comes or goes: its table and id, and what mails call it. */
export interface Changed {
  kind: "app" | "passkey";
  id: number;
  name: string;
}

const tables = { app: "authenticators", passkey: "passkeys" };
const called = ({ kind, name }: Changed) =>
  `The ${kind === "app" ? "authenticator app" : "passkey"}${name ? ` “${name}”` : ""}`;
const about = (changed: Changed): Omit<NamedEvent, "action"> => ({
  table: tables[changed.kind],
  recordId: changed.id,
  details: { factor: changed.kind, name: changed.name },
});

/**
 * What follows when the actor has got a second factor: this session counts as opened with it, every other one ends, a mail
 * says so, and with the first come recovery codes, which are in this answer and nowhere else.
 */
export async function welcomeFactor(context: Context<unknown>, changed: Changed): Promise<string[] | undefined> {
  const { tx, actor } = context;
  const session = actor.sessionId ?? undefined;
  await endSessionsOf(tx, actor.userId, "second factor added", session);
  if (session) await proveSession(tx, session, changed.kind);
  await logEvent(tx, { action: "FACTOR_ADDED", ...about(changed) });
  await queueMail(context, factorAddedMail({ email: actor.email, firstName: actor.name }, called(changed)));
  if ((await countRecoveryCodes(tx, actor.userId)) > 0) return undefined;
  return makeRecoveryCodes(context);
}

/** New recovery codes for the actor; the earlier ones stop. */
export async function makeRecoveryCodes({ tx, actor }: Context<unknown>): Promise<string[]> {
  const codes = newRecoveryCodes();
  await replaceRecoveryCodes(tx, actor.userId, codes.map(hashRecoveryCode));
  return codes;
}

/**
 * What follows when the actor has given a second factor up: a mail says so; with the last one the recovery codes go.
 * @throws Fault conflict where it was the last one and the actor must have one; then nothing has happened
 */
export async function dismissFactor(context: Context<unknown>, changed: Changed): Promise<void> {
  const { tx, actor } = context;
  const left = await factorsOf(tx, actor.userId);
  if (!left.app && !left.passkey) {
    if (await needsFactor(tx)) {
      throw new Fault("conflict", "You must have a second factor. Add another one first, then remove this one.");
    }
    await replaceRecoveryCodes(tx, actor.userId, []);
  }
  await logEvent(tx, { action: "FACTOR_REMOVED", ...about(changed) });
  await queueMail(context, factorRemovedMail({ email: actor.email, firstName: actor.name }, called(changed)));
}
