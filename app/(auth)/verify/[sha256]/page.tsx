import type { Metadata } from "next";
import { pageCaller } from "@/app/_http/page";
import { AuthFrame } from "@/components/frame/auth-frame";
import { Notice } from "@/components/ui/form-error";
import { LinkButton } from "@/components/ui/button";
import { recognizeHash } from "@/lib/assessment/report/verify-report";
import { Fault } from "@/lib/kernel/fault";
import { momentOf } from "@/lib/report/words";

export const metadata: Metadata = { title: "Verify a report" };

export default async function VerifyHashPage({ params }: { params: Promise<{ sha256: string }> }) {
  const { sha256 } = await params;
  const found = await recognize(sha256);
  return (
    <AuthFrame title="Verify a report">
      {found === undefined ? (
        <Notice tone="warning" title="That is no SHA-256">
          It has 64 digits from 0 to f. A report states it at the foot of every page.
        </Notice>
      ) : found.known ? (
        <Notice tone="success" title={found.what === "pdf" ? "This print is unaltered" : "This content was made here"}>
          {found.what === "pdf" ? "A file with this SHA-256 was printed" : "A report with this content was made"} on{" "}
          {momentOf(new Date(found.made_at))}.{" "}
          {found.what === "content" && "Compute the SHA-256 of the report’s JSON file to see that it is this one."}
        </Notice>
      ) : (
        <Notice tone="danger" title="Unknown here">
          No report made here has this SHA-256. It comes from elsewhere, or it was altered.
        </Notice>
      )}
      <p className="font-mono text-xs break-all text-muted">{sha256.slice(0, 80)}</p>
      <div>
        <LinkButton href="/verify">Verify another</LinkButton>
      </div>
    </AuthFrame>
  );
}

async function recognize(sha256: string) {
  try {
    return await recognizeHash(await pageCaller(), { sha256 });
  } catch (error) {
    if (error instanceof Fault && error.code === "invalid") return undefined;
    throw error;
  }
}
