import type { z } from "zod";
import type { Actor, Caller, Scope, SystemActor } from "./actor";
import type { Tx } from "./database";

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
  /** Open to an account that must add a second factor first. */
  beforeSecondFactor?: boolean;
  /** Wants the person to have shown who it is within the last ten minutes: what takes an account over for good. */
  sensitive?: boolean;
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
  sensitive?: boolean;
}
