import type { Metadata } from "next";
import { pageCaller } from "@/app/_http/page";
import { AuthFrame } from "@/components/frame/auth-frame";
import { LinkButton } from "@/components/ui/button";
import { openReset } from "@/lib/identity/open-reset";
import { Fault } from "@/lib/kernel/fault";
import { ResetForm } from "./_components/reset-form";

export const metadata: Metadata = { title: "New password" };

export default async function ResetTokenPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const person = await openReset(await pageCaller(), { token }).catch(gone);
  if (!person) {
    return (
      <AuthFrame title="This link is not valid any more" description="It was used already, or is too old.">
        <LinkButton href="/reset" variant="primary">
          Ask for a new link
        </LinkButton>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      title="Choose a new password"
      description={
        <>
          For <span className="text-ink">{person.username}</span>. Every device will be signed out.
        </>
      }
    >
      <ResetForm token={token} username={person.username} />
    </AuthFrame>
  );
}

function gone(error: unknown) {
  if (error instanceof Fault && (error.code === "not_found" || error.code === "invalid")) return undefined;
  throw error;
}
