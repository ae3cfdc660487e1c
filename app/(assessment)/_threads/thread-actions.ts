import type { ThreadActions } from "@/components/threads/types";
import { listMentionableAction, loadThreadAction, markThreadReadAction, postCommentAction } from "./actions";

/** What threads on any screen of the workspace call. */
export const threadActions: ThreadActions = {
  load: loadThreadAction,
  post: postCommentAction,
  people: listMentionableAction,
  markRead: markThreadReadAction,
};
