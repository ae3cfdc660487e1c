"use server";

import { act } from "@/app/_http/action";
import { currentActor } from "@/app/_http/page";
import type { SearchHit } from "@/components/frame/types";
import { search } from "@/lib/assessment/search";
import { hitsFor } from "./search-hits";

/** Lines of the palette for what was typed. A refusal is an error there: "Search did not answer". */
export async function searchAction(q: string): Promise<SearchHit[]> {
  const [actor, answer] = await Promise.all([currentActor(), act(search, { q })]);
  if (!answer.ok) throw new Error(answer.fault.message);
  return hitsFor(actor.role, answer.data);
}
