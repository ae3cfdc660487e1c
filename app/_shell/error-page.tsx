"use client";

import { Page, PageHeader } from "@/components/frame/page-header";
import { Button, LinkButton } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/states";

/** A page that could not be made. The digest finds the cause in the server's log. */
export function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <Page>
      <PageHeader title="This page could not be loaded" hideTitle />
      <ErrorState
        title="This page could not be loaded"
        requestId={error.digest}
        action={
          <>
            <Button variant="primary" icon="reopen" onClick={retry}>
              Try again
            </Button>
            <LinkButton href="/">Go to your home page</LinkButton>
          </>
        }
      >
        What you saved is safe. Try again in a moment; if it keeps happening, give your superuser the reference.
      </ErrorState>
    </Page>
  );
}
