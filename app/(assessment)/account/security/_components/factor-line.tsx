"use client";

import type { ReactNode } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import type { SubmitResult } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Icon, type IconName } from "@/components/ui/icon";

/** One second factor, with a way to give it up. */
export function FactorLine({
  icon,
  name,
  kind,
  badge,
  onRemove,
  children,
}: {
  icon: IconName;
  name: string;
  kind: "authenticator app" | "passkey";
  badge?: ReactNode;
  onRemove: () => Promise<SubmitResult<unknown>>;
  children: ReactNode;
}) {
  const shown = name || `Unnamed ${kind}`;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon name={icon} className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {shown}
          {badge}
        </p>
        <p className="text-sm text-muted">
          {kind === "passkey" ? "Passkey" : "Authenticator app"} · {children}
        </p>
      </div>
      <ConfirmDialog
        trigger={
          <Button size="sm">
            Remove<span className="sr-only"> {shown}</span>
          </Button>
        }
        title={`Remove “${shown}”?`}
        description={`This ${kind} cannot be used to sign in any more. With the last second factor the recovery codes go, too.`}
        confirmLabel={`Remove ${kind}`}
        danger
        onConfirm={async () => {
          const result = await proven(onRemove);
          if (!result.ok) return result.fault.message;
          toast(`${shown} is removed`);
        }}
      />
    </li>
  );
}
