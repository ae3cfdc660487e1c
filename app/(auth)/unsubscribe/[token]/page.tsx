import type { Metadata } from "next";
import { AuthFrame } from "@/components/frame/auth-frame";
import { LinkButton } from "@/components/ui/button";
import { topics } from "@/lib/notify/topics";
import { readUnsubscribeToken } from "@/lib/notify/unsubscribe-token";
import { UnsubscribeForm } from "./_components/unsubscribe-form";

export const metadata: Metadata = { title: "Fewer mails" };

/** Asks before it ends anything: programs that look at every link in a mail must not end mails by that. */
export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const permitted = readUnsubscribeToken(token);
  if (!permitted) {
    return (
      <AuthFrame
        title="This link is not complete"
        description="Copy all of it from the mail, or choose in your account."
      >
        <LinkButton href="/account/notifications" variant="primary">
          Go to notifications
        </LinkButton>
      </AuthFrame>
    );
  }
  const { what } = permitted;
  return (
    <AuthFrame
      title={what === "digest" ? "No more daily digests?" : `No more mails about: ${topics[what].title.toLowerCase()}?`}
      description="Your inbox in SecureSphere keeps telling you. You can choose again in your account."
    >
      <UnsubscribeForm token={token} />
    </AuthFrame>
  );
}
