"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useOnNotice } from "../live/use-inbox";
import type { Thread, ThreadActions, ThreadMessage, ThreadPlace } from "./types";

/** What a screen shows when the server cannot be reached at all. */
export const unreachable = "The server could not be reached. Nothing was lost; try again.";

const isOf = (thread: Thread | undefined, productId: number, responseId: number | undefined) =>
  thread?.product_id === productId && thread.response_id === (responseId ?? null);

/**
 * A thread on screen: loads it unless the page brought it, sends messages, notes what has been read, and looks again when
 * the person comes back to the page. `actions` must stay the same object.
 */
export function useThread(place: ThreadPlace, actions: ThreadActions, initial?: Thread) {
  const { product_id, response_id } = place;
  const [loaded, setLoaded] = useState<Thread>();
  const [error, setError] = useState<string>();
  const brought = isOf(initial, product_id, response_id) ? initial : undefined;
  const thread = newest(brought, isOf(loaded, product_id, response_id) ? loaded : undefined);
  const shown = useRef(thread);
  useEffect(() => {
    shown.current = thread;
  });

  const load = useCallback(async () => {
    const result = await actions.load({ product_id, response_id }).catch(() => undefined);
    if (!result?.ok) return setError(result?.fault.message ?? unreachable);
    setError(undefined);
    setLoaded(keepMarks(result.data, shown.current));
  }, [product_id, response_id, actions]);

  const missing = thread === undefined;
  useEffect(() => {
    // The state is set when the answer comes, not now.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    if (missing) void load();
  }, [missing, load]);
  useEffect(() => {
    const onReturn = () => document.visibilityState === "visible" && void load();
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, [load]);

  useOnNotice(load);
  const find = useCallback(
    async (q: string) => {
      const result = await actions.people({ product_id, q }).catch(() => undefined);
      return result?.ok ? result.data.people : [];
    },
    [product_id, actions],
  );

  const last = thread?.messages.at(-1)?.id;
  const hasUnread = (thread?.unread ?? 0) > 0;
  useEffect(() => {
    if (last && hasUnread)
      void actions.markRead({ product_id, response_id, last_comment_id: last }).catch(() => undefined);
  }, [product_id, response_id, last, hasUnread, actions]);

  /** Sends a message; answers what went wrong, if anything did. */
  async function post(comment: string, replyTo: number | undefined): Promise<string | undefined> {
    const result = await actions
      .post({ product_id, response_id, comment, parent_comment_id: replyTo })
      .catch(() => undefined);
    if (!result?.ok) return result?.fault.message ?? unreachable;
    const said = result.data;
    const message: ThreadMessage = {
      id: said.comment_id,
      parent_comment_id: said.parent_comment_id,
      author_id: said.author_id,
      author: said.author,
      author_role: said.author_role,
      own: true,
      unread: false,
      comment,
      mentions: said.mentions,
      status: said.status,
      response_version: said.response_version,
      created_at: said.created_at,
    };
    const before = shown.current;
    if (before) setLoaded({ ...before, messages: [...before.messages, message] });
    return undefined;
  }

  return { thread, error, post, find, reload: load };
}

/** The page may have been rendered again since a message was added here, or the other way round. */
function newest(brought: Thread | undefined, loaded: Thread | undefined): Thread | undefined {
  if (!brought || !loaded) return loaded ?? brought;
  return (brought.messages.at(-1)?.id ?? 0) > (loaded.messages.at(-1)?.id ?? 0) ? brought : loaded;
}

/** What was new when it was first shown stays marked until the person leaves. */
function keepMarks(thread: Thread, before: Thread | undefined): Thread {
  const marked = new Set(before?.messages.filter((message) => message.unread).map((message) => message.id));
  return {
    ...thread,
    messages: thread.messages.map((message) => (marked.has(message.id) ? { ...message, unread: true } : message)),
  };
}
