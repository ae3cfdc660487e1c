"use client";

import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Button } from "@/components/ui/button";
import { PasswordField } from "../password-field";
import { askWith } from "../proven";
import { askPasskey } from "./browser-passkey";
import { CodeField } from "./code-field";
import { getProofMethodsAction, provePersonAction } from "./factor-actions";

type Methods = Extract<Awaited<ReturnType<typeof getProofMethodsAction>>, { ok: true }>["data"];

/**
 * Asks once more who it is, where the server wants to know before something sensitive, and lets that go on. One on a page,
 * for all its forms and buttons.
 */
export function ProofDialog() {
  const [methods, setMethods] = useState<Methods>();
  const settle = useRef<(isProven: boolean) => void>(undefined);
  useEffect(
    () =>
      askWith(async () => {
        const asked = await getProofMethodsAction().catch(() => undefined);
        if (!asked?.ok) return false;
        setMethods(asked.data);
        return new Promise<boolean>((resolve) => (settle.current = resolve));
      }),
    [],
  );
  if (!methods) return null;
  const close = (isProven: boolean) => {
    setMethods(undefined);
    settle.current?.(isProven);
  };
  return <Asking methods={methods} onProven={() => close(true)} onClose={() => close(false)} />;
}

type Way = "app" | "passkey" | "password" | "recovery";

/** How else: what a button offers to switch to. */
const others: Record<Way, string> = {
  app: "Use your authenticator app",
  passkey: "Use a passkey",
  password: "Use your password",
  recovery: "Use a recovery code",
};

function Asking({ methods, onProven, onClose }: { methods: Methods; onProven: () => void; onClose: () => void }) {
  const ways = (Object.keys(others) as Way[]).filter((way) => methods[way]);
  const [way, setWay] = useState<Way | undefined>(ways[0]);
  const [typed, setTyped] = useState("");
  const isTyped = way !== undefined && way !== "passkey";

  const send = async (proof: Parameters<typeof provePersonAction>[0]) => {
    const result = await provePersonAction(proof);
    if (!result.ok) return `${result.fault.fields?.[0]?.message ?? result.fault.message}.`.replace(/\.\.$/, ".");
    onProven();
  };
  const confirm = async () => {
    if (way === "password") return send({ password: typed });
    if (way !== "passkey") return send({ code: typed });
    const answer = await askPasskey(methods.request!);
    return answer.ok ? send({ passkey: answer.data }) : answer.fault.message;
  };
  const field = { value: typed, onChange: (event: { target: { value: string } }) => setTyped(event.target.value) };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Confirm that it is you"
      description={
        way
          ? "What you are about to do is sensitive. Confirming counts for ten minutes."
          : "What you are about to do is sensitive, and your account has neither a password nor a second factor. Sign out and in again, then do it within ten minutes."
      }
      confirmLabel={isTyped || !way ? "Confirm" : "Use a passkey"}
      disabled={!way || (isTyped && typed === "")}
      onConfirm={confirm}
    >
      {way === "password" && (
        <PasswordField label="Your password" autoComplete="current-password" autoFocus {...field} />
      )}
      {(way === "app" || way === "recovery") && <CodeField key={way} recovering={way === "recovery"} {...field} />}
      {ways.length > 1 && (
        <div className="flex flex-wrap gap-2">
          {ways
            .filter((other) => other !== way)
            .map((other) => (
              <Button key={other} size="sm" variant="ghost" onClick={() => (setTyped(""), setWay(other))}>
                {others[other]}
              </Button>
            ))}
        </div>
      )}
    </ConfirmDialog>
  );
}
