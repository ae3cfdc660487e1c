"use client";

import { useState } from "react";
import { AddApp } from "@/app/_forms/factors/add-app";
import { AddPasskey } from "@/app/_forms/factors/add-passkey";
import { ProofDialog } from "@/app/_forms/factors/proof-dialog";
import { RecoveryCodes } from "@/app/_forms/factors/recovery-codes";
import { leaveFor } from "@/app/_forms/leave-for";
import { Button, LinkButton } from "@/components/ui/button";

/** An app or a passkey; then its recovery codes, and on. */
export function FirstFactor({ isDue, passkeys }: { isDue: boolean; passkeys: boolean }) {
  const [kind, setKind] = useState<"app" | "passkey" | undefined>(passkeys ? undefined : "app");
  const [codes, setCodes] = useState<string[]>();
  const goOn = () => void leaveFor("/");
  if (codes) return <RecoveryCodes codes={codes} onDone={goOn} />;
  if (!isDue) {
    return (
      <LinkButton href="/" variant="primary">
        Go on
      </LinkButton>
    );
  }
  const onAdded = (made?: string[]) => (made ? setCodes(made) : goOn());
  const onCancel = passkeys ? () => setKind(undefined) : undefined;
  return (
    <>
      {kind === "app" && <AddApp onAdded={onAdded} onCancel={onCancel} />}
      {kind === "passkey" && <AddPasskey onAdded={onAdded} onCancel={onCancel} />}
      {!kind && (
        <div className="flex flex-col gap-4">
          <Choice text="Unlock this device, as you do anyway. Nothing to type, and no other site can ask for it.">
            <Button size="lg" variant="primary" icon="fingerprint" onClick={() => setKind("passkey")}>
              Add a passkey
            </Button>
          </Choice>
          <Choice text="An app on your phone shows a code that you type when you sign in.">
            <Button size="lg" icon="key" onClick={() => setKind("app")}>
              Add an authenticator app
            </Button>
          </Choice>
        </div>
      )}
      <ProofDialog />
    </>
  );
}

function Choice({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      {children}
      <p className="text-sm text-muted">{text}</p>
    </div>
  );
}
