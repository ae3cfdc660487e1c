"use server";

import { act } from "@/app/_http/action";
import { currentActor } from "@/app/_http/page";
import type { SearchHit } from "@/components/frame/types";
import { search } from "@/lib/assessment/search";
import { searchRecords } from "@/lib/intelligence/search/search-records";
import { recordHits } from "./record-hits";
import { hitsFor } from "./search-hits";

/** Lines of the palette for what was typed. A refusal is an error there: "Search did not answer". */
export async function searchAction(q: string): Promise<SearchHit[]> {
  if ((await currentActor()).role === "analyst") return searchInvestigation(q);
  const [actor, answer] = await Promise.all([currentActor(), act(search, { q })]);
  if (!answer.ok) throw new Error(answer.fault.message);
  return hitsFor(actor.role, answer.data);
}

/** Messages have a page of their own; their texts are not for a list that opens everywhere. */
async function searchInvestigation(q: string): Promise<SearchHit[]> {
  const answer = await act(searchRecords, { q });
  if (answer.ok) return recordHits(q, answer.data);
  if (answer.fault.code === "purpose_required")
    return [{ group: "Purpose", label: "Say first what you are looking for", href: "/purpose" }];
  throw new Error(answer.fault.message);
}
