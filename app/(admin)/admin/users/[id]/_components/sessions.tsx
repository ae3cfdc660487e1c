"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { endSessionAction } from "../../actions";

export interface OpenSession {
  id: number;
  name: string;
  ipAddress: string | null;
  createdAt: Date;
  seenAt: Date;
  isCurrent: boolean;
}

/** Where a person is signed in, with a way to end each. */
export function Sessions({ sessions }: { sessions: OpenSession[] }) {
  if (sessions.length === 0) {
    return (
      <Card>
        <p className="text-muted">Signed in nowhere.</p>
      </Card>
    );
  }
  return (
    <Card padded={false}>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  );
}

function SessionLine({ session }: { session: OpenSession }) {
  const [pending, startTransition] = useTransition();
  const end = () =>
    startTransition(async () => {
      const result = await endSessionAction({ sessionId: session.id });
      // Gone already is what was wanted.
      if (result.ok || result.fault.code === "not_found") toast(`The session on ${session.name} is ended`);
      else toast.error(result.fault.message);
    });
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon name="devices" className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{session.name}</p>
        <p className="text-sm text-muted">
          {session.ipAddress && <span className="font-mono">{session.ipAddress} · </span>}
          {session.isCurrent ? "yours, active now" : <RelativeTime value={session.seenAt} />} · signed in{" "}
          <RelativeTime value={session.createdAt} format="date" />
        </p>
      </div>
      {!session.isCurrent && (
        <Button size="sm" pending={pending} onClick={end}>
          End<span className="sr-only"> the session on {session.name}</span>
        </Button>
      )}
    </li>
  );
}
