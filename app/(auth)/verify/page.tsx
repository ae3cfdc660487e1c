import type { Metadata } from "next";
import { AuthFrame } from "@/components/frame/auth-frame";
import { VerifyFile } from "./_components/verify-file";

export const metadata: Metadata = { title: "Verify a report" };

export default function VerifyPage() {
  return (
    <AuthFrame
      title="Verify a report"
      description="Choose the PDF or JSON file you were given, or type the digits it states. The file stays on your device: only its SHA-256 is looked up."
    >
      <VerifyFile />
    </AuthFrame>
  );
}
