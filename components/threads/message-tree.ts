import type { MessageTree, ThreadMessage } from "./types";

/** Arranges messages, oldest first, under those they answer. One whose parent is not among them stands by itself. */
export function treeOf(messages: readonly ThreadMessage[]): MessageTree[] {
  const nodes = new Map(messages.map((message) => [message.id, { message, replies: [] as MessageTree[] }]));
  const roots: MessageTree[] = [];
  for (const node of nodes.values()) {
    const parent = node.message.parent_comment_id === null ? undefined : nodes.get(node.message.parent_comment_id);
    (parent?.replies ?? roots).push(node);
  }
  return roots;
}
