import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { z } from "zod";
import { getCurrentActor } from "@/lib/identity/get-current-actor";
import type { Actor, Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import type { UseCase } from "@/lib/kernel/use-case";
import { callerOf } from "./caller";

/** The caller of the page being rendered: whose cookie it is. Keys are for `/api`. */
export const pageCaller = cache(async (): Promise<Caller> => {
  const given = new Headers(await headers());
  given.delete("authorization");
  return callerOf("GET", given);
});

/** The person looking at the page; visitors are sent to sign in. Cached for the request. */
export const currentActor = cache(async (): Promise<Actor> => {
  const actor = await load(getCurrentActor, {});
  if (actor.mustChangePassword) redirect("/change-password");
  if (actor.mustAddFactor) redirect("/second-factor");
  return actor;
});

/** Runs a query for a page: what is out of reach is the page "not found", visitors are sent to sign in. */
export async function load<Schema extends z.ZodType, Output>(
  useCase: UseCase<Schema, Output>,
  input: z.input<Schema>,
): Promise<Output> {
  try {
    return await useCase(await pageCaller(), input);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.code === "unauthenticated") redirect(await addressWithNext("/sign-in"));
    if (error.code === "password_change_required") redirect("/change-password");
    if (error.code === "second_factor_required") redirect("/second-factor");
    if (error.code === "purpose_required") redirect(await addressWithNext("/purpose"));
    if (error.code === "not_found" || error.code === "invalid" || error.code === "forbidden") notFound();
    throw error;
  }
}

/** The same; undefined where it is out of reach, or is no such thing. */
export async function loadIfThere<Schema extends z.ZodType, Output>(
  useCase: UseCase<Schema, Output>,
  input: z.input<Schema>,
): Promise<Output | undefined> {
  const tried: UseCase<Schema, Output | undefined> = Object.assign(
    (caller: Caller, given: z.input<Schema>) =>
      useCase(caller, given).catch((error: unknown) => {
        if (error instanceof Fault && error.code === "not_found") return undefined;
        throw error;
      }),
    useCase,
  );
  return load(tried, input);
}

/** A page that leads back to where somebody was going. */
async function addressWithNext(page: string) {
  const path = (await headers()).get("x-path");
  return path && path !== "/" ? `${page}?next=${encodeURIComponent(path)}` : page;
}
