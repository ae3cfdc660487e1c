"use client";

import { AuthFrame } from "@/components/frame/auth-frame";
import { Button } from "@/components/ui/button";

/** What fails outside the frame: the database is away, for example. */
export default function RootError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <AuthFrame
      title="SecureSphere could not answer"
      description="What you saved is safe. Try again in a moment; if it keeps happening, give your superuser the reference below."
      footer={
        error.digest && (
          <>
            Reference <code className="font-mono">{error.digest}</code>
          </>
        )
      }
    >
      <Button variant="primary" icon="reopen" onClick={retry}>
        Try again
      </Button>
    </AuthFrame>
  );
}
