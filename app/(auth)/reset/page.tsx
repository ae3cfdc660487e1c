import type { Metadata } from "next";
import { AuthFrame } from "@/components/frame/auth-frame";
import { TextLink } from "@/components/ui/text-link";
import { RequestForm } from "./_components/request-form";

export const metadata: Metadata = { title: "Reset password" };

export default function ResetPage() {
  return (
    <AuthFrame
      title="Reset your password"
      description="We mail you a link to choose a new one."
      footer={<TextLink href="/sign-in">Back to sign-in</TextLink>}
    >
      <RequestForm />
    </AuthFrame>
  );
}
