"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { removeMemberAction } from "../../actions";

/** Takes somebody out of a case, or leaves it. */
export function RemoveMember({
  caseId,
  userId,
  name,
  own,
}: {
  caseId: number;
  userId: number;
  name: string;
  own: boolean;
}) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          {own ? "Leave" : "Take out"}
          {!own && <span className="sr-only"> {name}</span>}
        </Button>
      }
      title={own ? "Leave this case?" : `Take ${name} out of this case?`}
      description={own ? "You will not see it any more." : "They will not see it any more."}
      confirmLabel={own ? "Leave the case" : "Take out"}
      onConfirm={async () => {
        const answer = await removeMemberAction({ case_id: caseId, user_id: userId });
        if (!answer.ok) return answer.fault.message;
        toast(own ? "You left the case" : `${name} was taken out`);
        if (own) router.push("/cases");
        else router.refresh();
      }}
    />
  );
}
