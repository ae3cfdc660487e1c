import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { ClientHomeData } from "./data";
import { ProductsTable } from "./products-table";
import { Assigned, CameBack, EvidenceRequested, Unread } from "./waiting-lists";

/** What needs the client now, then where its products stand. */
export function ClientHome({ home, name }: { home: ClientHomeData; name: string }) {
  if (home.products.length === 0) return <FirstProduct name={name} />;
  const waiting = home.returned.length + home.assigned.length + home.requests.length > 0;
  const waits = waiting || home.notices.length > 0;
  return (
    <Page>
      <PageHeader title={titleOf(home)} breadcrumb={[{ label: "Home" }]} />
      {(home.next || waits) && (
        <div className={cn("grid items-start gap-6", waiting && "lg:grid-cols-2 lg:grid-rows-[auto_1fr]")}>
          {home.next && <Next next={home.next} />}
          {waiting && (
            <div className="flex flex-col gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
              {home.assigned.length > 0 && <Assigned assigned={home.assigned} />}
              {home.requests.length > 0 && <EvidenceRequested requests={home.requests} count={home.requestCount} />}
              {home.returned.length > 0 && <CameBack returned={home.returned} count={home.returnedCount} />}
            </div>
          )}
          {home.notices.length > 0 && <Unread notices={home.notices} count={home.unread} />}
        </div>
      )}
      <Section
        title="Products"
        actions={
          <>
            {home.more && (
              <TextLink href="/products" className="text-sm font-normal">
                All products
              </TextLink>
            )}
            <LinkButton href="/products/new" icon="plus" size="sm">
              New product
            </LinkButton>
          </>
        }
        card
        padded={false}
      >
        <ProductsTable products={home.products} />
      </Section>
    </Page>
  );
}

function titleOf({ returnedCount, renewCount, next, products }: ClientHomeData): string {
  if (returnedCount > 0)
    return returnedCount === 1 ? "One answer came back to you" : `${returnedCount} answers came back to you`;
  if (renewCount > 0)
    return renewCount === 1 ? "One answer is to be renewed" : `${renewCount} answers are to be renewed`;
  if (next?.kind === "begin") return `${next.product.name} is ready to begin`;
  if (next) return `${next.total - next.answered} questions left in ${next.product.name}`;
  if (products.some(({ mine, submitted }) => mine && submitted > 0)) return "Everything is with your reviewer";
  return "Nothing needs you right now";
}

const verbs = { begin: "Begin with question", continue: "Continue at question", returned: "Revise question" } as const;

function Next({ next }: { next: NonNullable<ClientHomeData["next"]> }) {
  return (
    <Section title={next.kind === "begin" ? "Begin here" : "Go on where you left off"}>
      <Card className="flex flex-col gap-4 p-5">
        <div>
          <p className="text-sm text-muted">
            <TextLink quiet href={`/products/${next.product.id}`} className="font-normal text-muted">
              {next.product.name}
            </TextLink>{" "}
            · {next.section}
          </p>
          <p className="mt-1 text-lg font-medium text-pretty">{next.question}</p>
        </div>
        <Progress
          value={next.answered}
          max={next.total}
          label="Answered"
          text={`${next.answered} of ${next.total} answered`}
        />
        <div>
          <LinkButton href={next.link} variant="primary" icon="arrow-right">
            {verbs[next.kind]} {next.number}
          </LinkButton>
        </div>
      </Card>
    </Section>
  );
}

function FirstProduct({ name }: { name: string }) {
  return (
    <Page>
      <PageHeader title={`Welcome, ${name}`} breadcrumb={[{ label: "Home" }]} />
      <Card padded={false}>
        <EmptyState
          icon="package"
          title="Begin with the product you want to assess"
          action={
            <LinkButton href="/products/new" variant="primary" icon="plus">
              New product
            </LinkButton>
          }
        >
          You describe it, answer the questionnaire at your own pace, and hand in what is ready. A lead reviews every
          answer with you.
        </EmptyState>
      </Card>
    </Page>
  );
}
