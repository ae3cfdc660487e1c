"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { BreakGlassLook } from "@/lib/intelligence/cases/describe-grant";
import { decideLookAction, endLookAction } from "../actions";

/** What can be done about a look now. Nobody decides its own. */
export function LookActions({ id, state, own }: { id: number; state: BreakGlassLook["state"]; own: boolean }) {
  const router = useRouter();
  const done = (words: string) => {
    toast(words);
    router.refresh();
  };
  const decide = async (grants: boolean) => {
    const answer = await proven(() => decideLookAction({ grant_id: id, grants }));
    if (!answer.ok) return answer.fault.message;
    done(grants ? "Let in" : "Refused");
  };
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      {state === "waiting" && !own && (
        <>
          <ConfirmDialog
            trigger={
              <Button size="sm" variant="primary">
                Let in
              </Button>
            }
            title="Let this superuser look in?"
            description="It begins now and ends by itself. The case’s members are told that you did."
            confirmLabel="Let in"
            onConfirm={() => decide(true)}
          />
          <ConfirmDialog
            trigger={<Button size="sm">Refuse</Button>}
            title="Refuse it?"
            description="The case’s members are told."
            confirmLabel="Refuse"
            onConfirm={() => decide(false)}
          />
        </>
      )}
      {(state === "open" || (state === "waiting" && own)) && (
        <ConfirmDialog
          trigger={<Button size="sm">{state === "open" ? "End it" : "Take back"}</Button>}
          title={state === "open" ? "End the look now?" : "Take the request back?"}
          confirmLabel={state === "open" ? "End it" : "Take it back"}
          onConfirm={async () => {
            const answer = await endLookAction({ grant_id: id });
            if (!answer.ok) return answer.fault.message;
            done("It is over");
          }}
        />
      )}
    </span>
  );
}
