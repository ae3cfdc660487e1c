"use client";

import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { revokeKeyAction } from "../actions";

export interface KeyLine {
  id: number;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date | null;
  seenAt: Date | null;
  state: "active" | "expired" | "revoked";
}

/** The keys made so far; those that work have a way to stop them. */
export function KeyList({ keys }: { keys: KeyLine[] }) {
  return (
    <Section title="Your keys" card padded={false}>
      {keys.length === 0 ? (
        <EmptyState icon="key" title="No keys yet">
          Programs that save answers or read scores need one.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {keys.map((key) => (
            <KeyItem key={key.id} item={key} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function KeyItem({ item }: { item: KeyLine }) {
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{item.name || "Unnamed key"}</span>
          <span className="font-mono text-sm text-muted">{item.prefix}…</span>
          {item.state !== "active" && <Badge tone="neutral">{item.state === "revoked" ? "Revoked" : "Expired"}</Badge>}
        </p>
        <p className="font-mono text-xs break-words text-muted">{item.scopes.join(", ")}</p>
        <p className="text-sm text-muted">
          {item.seenAt ? (
            <>
              Last used <RelativeTime value={item.seenAt} />
            </>
          ) : (
            "Never used"
          )}
          {" · created "}
          <RelativeTime value={item.createdAt} format="date" />
          {item.state === "active" &&
            (item.expiresAt ? (
              <>
                {" · expires "}
                <RelativeTime value={item.expiresAt} format="date" />
              </>
            ) : (
              " · works until revoked"
            ))}
        </p>
      </div>
      {item.state === "active" && (
        <ConfirmDialog
          trigger={
            <Button size="sm">
              Revoke<span className="sr-only"> {item.name || item.prefix}</span>
            </Button>
          }
          title={`Revoke ${item.name ? `“${item.name}”` : "this key"}?`}
          description="Programs that use it stop working at once. It cannot be brought back."
          confirmLabel="Revoke key"
          danger
          onConfirm={async () => (await revokeKeyAction(item.id)) ?? void toast("Key revoked")}
        />
      )}
    </li>
  );
}
