"use server";

import type { z } from "zod";
import { act } from "@/app/_http/action";
import { deleteSavedSearch } from "@/lib/intelligence/search/delete-saved-search";
import { saveSearch } from "@/lib/intelligence/search/save-search";

export async function saveSearchAction(input: z.input<typeof saveSearch.input>) {
  return act(saveSearch, input);
}

export async function deleteSavedSearchAction(input: z.input<typeof deleteSavedSearch.input>) {
  return act(deleteSavedSearch, input);
}
