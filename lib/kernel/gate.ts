import { z } from "zod";
import type { EnteredRow } from "@/db/queries/kernel/doors";
import { logEvent } from "@/db/queries/kernel/events";
import { touchLastSeen } from "@/db/queries/kernel/last-seen";
import { systemCaller, type Caller } from "./actor";
import { type Answer, brokenConstraint, pool, translateDatabaseError } from "./database";
import { actorOf, admit, askProof, enterWith, signInFirst } from "./enter";
import { Fault, notFound } from "./fault";
import { parse } from "./input";
import { writeUsesWith } from "./last-seen";
import { measures } from "./measure";
import { once } from "./once";
import { traced } from "./trace";
import type { Context, Definition, UseCase } from "./use-case";

const BEGIN = {
  command: { name: "begin", text: "BEGIN" },
  query: { name: "begin_read_only", text: "BEGIN READ ONLY" },
};
const COMMIT = { name: "commit", text: "COMMIT" };
const ROLLBACK = { name: "rollback", text: "ROLLBACK" };

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
    const began = performance.now();
    const done = (outcome: string) =>
      measures().useCases.observe({ action: definition.action, outcome }, (performance.now() - began) / 1000);
    try {
      result = await traced(definition.action, { "securesphere.kind": kind }, () =>
        transact(kind, definition, { ...caller, credential }, input, effects),
      );
      done("ok");
    } catch (error) {
      done(error instanceof Fault ? error.code : "internal");
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
    sensitive: definition.sensitive,
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
  let committed: Promise<Answer> | undefined;
  let broken = false;
  const commit = () => {
    committed ??= connection.send(COMMIT);
    committed.catch(ignore);
  };
  try {
    // One round trip: the three leave as one batch, and row-level security guards the third.
    const begun = connection.send(BEGIN[kind]);
    const enter = enterWith(caller, definition.action, definition.reason?.(input));
    const entered = tx.send<EnteredRow>(enter, enter.values);
    const loading = definition.target?.(tx, input);
    begun.catch(ignore);
    loading?.catch(ignore);
    if (definition.targetOnly) commit();
    const actor = actorOf(caller, (await entered)[0]);
    ask(definition, actor);
    const target = (await loading) as Target;
    if (definition.target && target === undefined) throw notFound(definition.subject);
    if (!definition.allow(actor, target, input)) throw new Fault("forbidden", "Your role does not permit this.");
    askProof(definition, actor);
    const context: Context<Target> = { tx, actor, target, caller, after: (effect) => effects.push(effect), commit };
    // Kept answers are for programs that retry. What keys may not call is never kept: a person's secrets are among it.
    const result = await (caller.idempotencyKey && kind === "command" && definition.scope
      ? once(context, definition, input)
      : definition.run(context, input));
    commit();
    const { command } = await (committed as unknown as Promise<Answer>);
    if (command !== "COMMIT") throw new Error(`The transaction of ${definition.action} ended in ${command}`);
    return result;
  } catch (error) {
    const settled = committed
      ? await committed.then(
          () => true,
          () => false,
        )
      : false;
    if (!settled) await connection.send(ROLLBACK).catch(() => (broken = true));
    const constraint = brokenConstraint(error);
    const explained = constraint ? definition.constraints?.[constraint] : undefined;
    if (explained) throw new Fault("invalid", explained.message, { fields: [explained] });
    throw translateDatabaseError(error);
  } finally {
    connection.release(broken);
  }
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
