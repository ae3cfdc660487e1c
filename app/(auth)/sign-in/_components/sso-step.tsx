"use client";

import { Button } from "@/components/ui/button";

export interface Offer {
  slug: string;
  organization: string;
  isOnly: boolean;
}

/** The way by an organization's own sign-in. A password is left for those who must be able to mend it. */
export function SsoStep({ offer, next, onPassword }: { offer: Offer; next: string; onPassword: () => void }) {
  const { slug, organization, isOnly } = offer;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">
        {isOnly
          ? `People with this e-mail sign in at ${organization}.`
          : `People with this e-mail can sign in at ${organization}.`}
      </p>
      <Button
        variant="primary"
        size="lg"
        autoFocus
        // A whole navigation: the server sends the browser on to another site.
        onClick={() => window.location.assign(`/sign-in/sso/${slug}?next=${encodeURIComponent(next)}`)}
      >
        {`Continue with ${organization}`}
      </Button>
      <Button size="lg" onClick={onPassword}>
        Use a password
      </Button>
    </div>
  );
}
