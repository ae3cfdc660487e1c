"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { AddApp } from "@/app/_forms/factors/add-app";
import { AddPasskey } from "@/app/_forms/factors/add-passkey";
import { removeAppAction, removePasskeyAction, renewRecoveryCodesAction } from "@/app/_forms/factors/factor-actions";
import { RecoveryCodes } from "@/app/_forms/factors/recovery-codes";
import { proven } from "@/app/_forms/proven";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import type { listFactors } from "@/lib/identity/factors/list-factors";
import { FactorLine } from "./factor-line";

type Own = Awaited<ReturnType<typeof listFactors>>;

/** What is asked for beside the password, or instead of it: apps, passkeys and, for when they are lost, recovery codes. */
export function Factors({ own }: { own: Own }) {
  const router = useRouter();
  const [adding, setAdding] = useState<"app" | "passkey">();
  const [codes, setCodes] = useState<string[]>();
  const has = own.apps.length + own.passkeys.length > 0;
  const onCancel = () => setAdding(undefined);
  const onAdded = (made?: string[]) => {
    toast(adding === "app" ? "Authenticator app added" : "Passkey added");
    setAdding(undefined);
    setCodes(made);
    router.refresh();
  };
  return (
    <Section
      title="Second factor"
      description={
        own.isRequired
          ? "Required for your account. It is asked for after the password; a passkey also signs you in by itself."
          : "Asked for after the password; a passkey also signs you in by itself. Add two, so that losing one does not keep you out."
      }
      actions={
        !adding && (
          <>
            <Button icon="key" onClick={() => setAdding("app")}>
              Add an app
            </Button>
            {own.passkeysArePossible && (
              <Button icon="fingerprint" onClick={() => setAdding("passkey")}>
                Add a passkey
              </Button>
            )}
          </>
        )
      }
    >
      {adding && (
        <Card>
          {adding === "app" && <AddApp onAdded={onAdded} onCancel={onCancel} />}
          {adding === "passkey" && <AddPasskey onAdded={onAdded} onCancel={onCancel} />}
        </Card>
      )}
      {codes && (
        <Card>
          <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />
        </Card>
      )}
      <Card padded={false}>
        {!has && <p className="px-4 py-3 text-muted">None yet: your password alone lets in whoever has it.</p>}
        {has && (
          <ul className="divide-y divide-line">
            {own.apps.map(({ id, name, createdAt }) => (
              <FactorLine
                key={`app ${id}`}
                icon="key"
                name={name}
                kind="authenticator app"
                onRemove={() => removeAppAction(id)}
              >
                added <RelativeTime value={createdAt} format="date" />
              </FactorLine>
            ))}
            {own.passkeys.map(({ id, name, createdAt, lastUsedAt, isBackedUp }) => (
              <FactorLine
                key={`passkey ${id}`}
                icon="fingerprint"
                name={name}
                kind="passkey"
                badge={isBackedUp && <Badge>Synced</Badge>}
                onRemove={() => removePasskeyAction(id)}
              >
                {lastUsedAt ? (
                  <>
                    last used <RelativeTime value={lastUsedAt} />
                  </>
                ) : (
                  "never used"
                )}
                {" · added "}
                <RelativeTime value={createdAt} format="date" />
              </FactorLine>
            ))}
            <CodesLine left={own.recoveryCodes} onMade={setCodes} />
          </ul>
        )}
      </Card>
    </Section>
  );
}

function CodesLine({ left, onMade }: { left: number; onMade: (codes: string[]) => void }) {
  const router = useRouter();
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">Recovery codes</p>
        <p className={left < 3 ? "text-sm text-warning" : "text-sm text-muted"}>
          {left === 1 ? "1 is left" : `${left} are left`}; each works once
        </p>
      </div>
      <ConfirmDialog
        trigger={<Button size="sm">New codes</Button>}
        title="Make new recovery codes?"
        description="Those you have kept stop working at once."
        confirmLabel="Make new codes"
        onConfirm={async () => {
          const result = await proven(renewRecoveryCodesAction);
          if (!result.ok) return result.fault.message;
          onMade(result.data.codes);
          router.refresh();
        }}
      />
    </li>
  );
}
