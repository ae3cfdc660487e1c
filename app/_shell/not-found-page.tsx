import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";

/** What is not there, or not within reach: the two look alike. */
export function NotFoundPage() {
  return (
    <Page>
      <PageHeader title="Not found" hideTitle />
      <EmptyState
        icon="search"
        title="There is nothing here, or nothing you can see"
        action={
          <LinkButton href="/" variant="primary">
            Go to your home page
          </LinkButton>
        }
      >
        It may have been removed, or it belongs to an organization outside your reach. Whoever sent you the link, or
        your superuser, can help.
      </EmptyState>
    </Page>
  );
}
