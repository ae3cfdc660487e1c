import type { ThreadMessage } from "@/lib/assessment/get-thread";
import type { Mentionable } from "@/lib/assessment/list-mentionable";
import type { SavedComment } from "@/lib/assessment/save-lead-comment";

export type { Thread, ThreadMessage } from "@/lib/assessment/get-thread";

/** What a server action answers. */
type Outcome<Data> =
  { ok: true; data: Data } | { ok: false; fault: { code: string; message: string; details?: Record<string, unknown> } };

/** A thread's place: a response's, or without one the product's own. */
export interface ThreadPlace {
  product_id: number;
  response_id?: number;
}

/** What a thread needs from the server; pages hand in their server actions. */
export interface ThreadActions {
  load: (place: ThreadPlace) => Promise<Outcome<import("@/lib/assessment/get-thread").Thread>>;
  post: (message: ThreadPlace & { comment: string; parent_comment_id?: number }) => Promise<Outcome<SavedComment>>;
  /** Who can be named in the threads of a product, by what is typed. */
  people: (typed: { product_id: number; q: string }) => Promise<Outcome<{ people: Mentionable[] }>>;
  markRead: (upTo: ThreadPlace & { last_comment_id: number }) => Promise<Outcome<unknown>>;
}

/** A message and the replies to it, oldest first. */
export interface MessageTree {
  message: ThreadMessage;
  replies: MessageTree[];
}
