"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/app/_http/action";
import { Button, IconButton } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { invitationLinkAction, resendAction, revokeAction } from "../actions";

/** What can be done with an invitation that nobody accepted. */
export function InvitationActions({
  invitation,
  canCopy,
}: {
  invitation: { id: number; email: string; isOpen: boolean };
  /** Whether this installation hands links over by hand. */
  canCopy: boolean;
}) {
  const [pending, startTransition] = useTransition();
  const input = { invitationId: invitation.id };
  const run = <Output,>(work: () => Promise<ActionResult<Output>>, done: (output: Output) => unknown) =>
    startTransition(async () => {
      const result = await work();
      if (result.ok) await done(result.data);
      else toast.error(result.fault.message);
    });
  const copy = () =>
    run(
      () => invitationLinkAction(input),
      async ({ link }) => {
        await navigator.clipboard.writeText(link);
        toast("Link copied. It works once.");
      },
    );
  const resend = () =>
    run(
      () => resendAction(input),
      () => toast(`New invitation for ${invitation.email}; the earlier link stopped working`),
    );
  const revoke = () =>
    run(
      () => revokeAction(input),
      () =>
        toast(`The invitation for ${invitation.email} is revoked`, {
          action: { label: "Invite again", onClick: resend },
        }),
    );
  return (
    <span className="inline-flex items-center gap-1">
      {canCopy && invitation.isOpen && (
        <Button size="sm" icon="copy" pending={pending} onClick={copy} aria-label={`Copy link for ${invitation.email}`}>
          Copy link
        </Button>
      )}
      <Menu align="end" trigger={<IconButton size="sm" icon="more" label={`More actions for ${invitation.email}`} />}>
        <MenuItem icon="send" onSelect={resend}>
          Send again
        </MenuItem>
        {invitation.isOpen && (
          <MenuItem icon="ban" danger onSelect={revoke}>
            Revoke
          </MenuItem>
        )}
      </Menu>
    </span>
  );
}
