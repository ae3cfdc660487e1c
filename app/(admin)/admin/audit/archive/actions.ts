"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act, type ActionResult } from "@/app/_http/action";
import { startArchiveSearch } from "@/lib/audit/archive/search-archive";
import { startArchive } from "@/lib/audit/archive/start-archive";
import { liftHold } from "@/lib/audit/hold/lift-hold";
import { setHold } from "@/lib/audit/hold/set-hold";

function refreshed<Output>(result: ActionResult<Output>): ActionResult<Output> {
  if (result.ok) revalidatePath("/admin/audit/archive");
  return result;
}

export async function startArchiveAction(input: z.input<typeof startArchive.input>) {
  return act(startArchive, input);
}

export async function startArchiveSearchAction(input: z.input<typeof startArchiveSearch.input>) {
  return act(startArchiveSearch, input);
}

export async function setHoldAction(input: z.input<typeof setHold.input>) {
  return refreshed(await act(setHold, input));
}

export async function liftHoldAction(input: z.input<typeof liftHold.input>) {
  return refreshed(await act(liftHold, input));
}
