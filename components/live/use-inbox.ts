"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { InboxState } from "@/lib/notify/watch-inbox";
import { InboxConnection } from "./inbox-connection";

const shared = globalThis as { [key: symbol]: { userId: number; connection: InboxConnection } | undefined };
const here = Symbol.for("securesphere.inbox");

function connectionOf(userId: number): InboxConnection {
  const running = shared[here];
  if (running?.userId === userId) return running.connection;
  const connection = new InboxConnection(userId);
  shared[here] = { userId, connection };
  return connection;
}

/** Notices that come at once are shown at once, but pages are not made anew for each. */
const REFRESH_EVERY_MS = 1_500;
/** Told to whatever of the page keeps its own state, such as an open thread. */
const NEWS = "securesphere:notice";

/** Runs when something new concerns the reader. */
export function useOnNotice(run: () => unknown): void {
  useEffect(() => {
    const onNews = () => void run();
    addEventListener(NEWS, onNews);
    return () => removeEventListener(NEWS, onNews);
  }, [run]);
}

/**
 * How many notices are unread: as rendered, and from then on as the server says. What is new is put into words for screen
 * readers, and the page is rendered again, so that lists, counts and verdicts are as they stand.
 */
export function useInbox(userId: number, rendered: number): { unread: number; announcement: string } {
  const router = useRouter();
  const [live, setLive] = useState<number>();
  const [before, setBefore] = useState(rendered);
  const [announcement, setAnnouncement] = useState("");
  const known = useRef<number>(undefined);
  const shown = useRef(rendered);
  if (before !== rendered) {
    // What is rendered later is newer than what was told before.
    setBefore(rendered);
    setLive(undefined);
  }
  const unread = live ?? rendered;
  useEffect(() => {
    shown.current = unread;
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stale = false;
    const refresh = () => {
      timer = undefined;
      stale = document.visibilityState === "hidden";
      if (!stale) router.refresh();
    };
    const onReturn = () => stale && refresh();
    const onState = ({ unread: count, newest }: InboxState) => {
      const isNew = newest !== null && known.current !== undefined && newest.id > known.current;
      const differs = count !== shown.current;
      known.current = Math.max(known.current ?? 0, newest?.id ?? 0);
      setLive(count);
      if (isNew) {
        setAnnouncement(`New in your inbox: ${newest.subject}`);
        dispatchEvent(new Event(NEWS));
      }
      if (isNew || differs) timer ??= setTimeout(refresh, REFRESH_EVERY_MS);
    };
    const stop = connectionOf(userId).subscribe(onState);
    document.addEventListener("visibilitychange", onReturn);
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onReturn);
    };
  }, [userId, router]);

  return { unread, announcement };
}
