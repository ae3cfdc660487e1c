"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { endLookAction } from "../../actions";

/** Ends a look before its time, or refuses a request that waits. */
export function EndLook({ grantId, waiting }: { grantId: number; waiting: boolean }) {
  const router = useRouter();
  return (
    <div className="mt-2">
      <ConfirmDialog
        trigger={<Button size="sm">{waiting ? "Take the request back" : "End the look"}</Button>}
        title={waiting ? "Take the request back?" : "End the look now?"}
        description="Nothing more is seen. It can be asked for again, with a reason."
        confirmLabel={waiting ? "Take it back" : "End the look"}
        onConfirm={async () => {
          const answer = await endLookAction({ grant_id: grantId });
          if (!answer.ok) return answer.fault.message;
          toast(waiting ? "The request is taken back" : "The look is over");
          router.refresh();
        }}
      />
    </div>
  );
}
