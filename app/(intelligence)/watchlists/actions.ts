"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { createRule } from "@/lib/intelligence/create-rule";
import { createWatchlist } from "@/lib/intelligence/create-watchlist";
import { previewHunt, startHunt } from "@/lib/intelligence/hunt";
import { testRule } from "@/lib/intelligence/test-rule";
import { archiveRule, updateRule } from "@/lib/intelligence/update-rule";
import { updateWatchlist } from "@/lib/intelligence/update-watchlist";

export async function createWatchlistAction(input: z.input<typeof createWatchlist.input>) {
  return act(createWatchlist, input);
}

export async function updateWatchlistAction(input: z.input<typeof updateWatchlist.input>) {
  const result = await act(updateWatchlist, input);
  revalidatePath("/watchlists", "layout");
  return result;
}

export async function createRuleAction(input: z.input<typeof createRule.input>) {
  return act(createRule, input);
}

export async function updateRuleAction(input: z.input<typeof updateRule.input>) {
  return act(updateRule, input);
}

export async function archiveRuleAction(input: z.input<typeof archiveRule.input>) {
  const result = await act(archiveRule, input);
  revalidatePath("/watchlists", "layout");
  return result;
}

export async function testRuleAction(input: z.input<typeof testRule.input>) {
  return act(testRule, input);
}

export async function previewHuntAction(input: z.input<typeof previewHunt.input>) {
  return act(previewHunt, input);
}

export async function startHuntAction(input: z.input<typeof startHunt.input>) {
  return act(startHunt, input);
}
