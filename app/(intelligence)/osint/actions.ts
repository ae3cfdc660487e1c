"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { act } from "@/app/_http/action";
import { cancelOsintSearch, retryOsintSearch } from "@/lib/intelligence/osint/change-search";
import { linkIdentifier, unlinkIdentifier } from "@/lib/intelligence/osint/link-identifier";
import { saveOsintAnalysis } from "@/lib/intelligence/osint/save-analysis";
import { startOsintSearch } from "@/lib/intelligence/osint/start-search";

const refresh = <Result extends { ok: boolean }>(result: Result): Result => {
  if (result.ok) revalidatePath("/osint", "layout");
  return result;
};

export async function startSearchAction(input: z.input<typeof startOsintSearch.input>) {
  return act(startOsintSearch, input);
}

export async function cancelSearchAction(input: z.input<typeof cancelOsintSearch.input>) {
  return refresh(await act(cancelOsintSearch, input));
}

export async function retrySearchAction(input: z.input<typeof retryOsintSearch.input>) {
  return refresh(await act(retryOsintSearch, input));
}

export async function saveAnalysisAction(input: z.input<typeof saveOsintAnalysis.input>) {
  return refresh(await act(saveOsintAnalysis, input));
}

export async function linkIdentifierAction(input: z.input<typeof linkIdentifier.input>) {
  return refresh(await act(linkIdentifier, input));
}

export async function unlinkIdentifierAction(input: z.input<typeof unlinkIdentifier.input>) {
  return refresh(await act(unlinkIdentifier, input));
}
