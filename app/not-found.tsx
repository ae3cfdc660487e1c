import type { Metadata } from "next";
import { AuthFrame } from "@/components/frame/auth-frame";
import { LinkButton } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <AuthFrame
      title="This page does not exist"
      description="The address may be mistyped, or it leads to something you cannot see. Whoever gave it to you, or your superuser, can help."
    >
      <LinkButton href="/" variant="primary">
        Go to your home page
      </LinkButton>
    </AuthFrame>
  );
}
