"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { checkIssuerAction } from "../actions";

interface Finding {
  ok: boolean;
  message: string;
}

/** Asks the issuer that is typed what it says of itself. Nothing is stored. */
export function CheckIssuer({ organizationId, issuer }: { organizationId: number; issuer: () => string }) {
  const [findings, setFindings] = useState<Finding[]>([]);
  const [pending, startTransition] = useTransition();
  const check = () =>
    startTransition(async () => {
      const answer = await checkIssuerAction({ organizationId, issuer: issuer() }).catch(() => undefined);
      const failed = answer && !answer.ok ? answer.fault.message : "The server did not answer. Try again in a moment.";
      setFindings(answer?.ok ? answer.data : [{ ok: false, message: failed }]);
    });
  return (
    <div className="flex flex-col items-start gap-2">
      <Button pending={pending} onClick={check}>
        Check the issuer
      </Button>
      <ul aria-live="polite" aria-label="What the issuer says" className="flex flex-col gap-1 text-sm empty:hidden">
        {findings.map(({ ok, message }) => (
          <li key={message} className="flex items-start gap-2">
            <Icon
              name={ok ? "circle-check" : "circle-alert"}
              className={ok ? "mt-0.5 shrink-0 text-success" : "mt-0.5 shrink-0 text-danger"}
            />
            <span className="min-w-0 break-words">
              <span className="sr-only">{ok ? "Fine: " : "Wrong: "}</span>
              {message}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
