import type { Metadata } from "next";
import { pageCaller } from "@/app/_http/page";
import { AuthFrame } from "@/components/frame/auth-frame";
import { LinkButton } from "@/components/ui/button";
import { openInvitation } from "@/lib/identity/open-invitation";
import { Fault } from "@/lib/kernel/fault";
import { AcceptForm } from "./_components/accept-form";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const offered = await openInvitation(await pageCaller(), { token }).catch(gone);
  if (!offered) {
    return (
      <AuthFrame
        title="This invitation is not valid any more"
        description="It was used, withdrawn, or is too old. Whoever invited you can send it again."
      >
        <LinkButton href="/sign-in">Sign in</LinkButton>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      title={`Join ${offered.organization}`}
      description={
        <>
          Your account for <span className="text-ink">{offered.email}</span>.
        </>
      }
    >
      <AcceptForm token={token} />
    </AuthFrame>
  );
}

function gone(error: unknown) {
  if (error instanceof Fault && (error.code === "not_found" || error.code === "invalid")) return undefined;
  throw error;
}
