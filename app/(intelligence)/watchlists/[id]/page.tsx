import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { getWatchlist } from "@/lib/intelligence/get-watchlist";
import { listSources } from "@/lib/intelligence/list-sources";
import { LayAside } from "./_components/lay-aside";
import { RuleDrawer } from "./_components/rule-drawer";
import { RulesTable } from "./_components/rules-table";

export const metadata: Metadata = { title: "Watchlist" };

/** A watchlist's rules and how right each was; one of them, or a new one, is written beside. */
export default async function WatchlistPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ rule?: string }>;
}) {
  const [{ id }, { rule }] = await Promise.all([params, searchParams]);
  const watchlist = await load(getWatchlist, { watchlist_id: id });
  const address = `/watchlists/${watchlist.id}`;
  const edited = watchlist.rules.find((each) => String(each.id) === rule);
  const open = rule === "new" || edited !== undefined;
  const scope = { organization_id: watchlist.organization_id, limit: 500 };
  const sources = open ? (await load(listSources, scope)).sources : [];
  return (
    <Page>
      <PageHeader
        title={watchlist.name}
        breadcrumb={[{ label: "Watchlists", href: "/watchlists" }, { label: watchlist.name }]}
        badges={!watchlist.is_active && <Badge>Laid aside</Badge>}
        description={watchlist.description || undefined}
        actions={
          <>
            <LayAside watchlist={watchlist} />
            <LinkButton variant="primary" icon="plus" href={`${address}?rule=new`} scroll={false}>
              New rule
            </LinkButton>
          </>
        }
      />
      {watchlist.rule_set && (
        <p className="text-sm text-muted">
          Rule set {watchlist.rule_set.number} is in force, SHA-256{" "}
          <span className="font-mono wrap-anywhere">{watchlist.rule_set.sha256.slice(0, 16)}…</span>
        </p>
      )}
      {watchlist.rules.length > 0 ? (
        <RulesTable rules={watchlist.rules} address={address} />
      ) : (
        <EmptyState icon="list-checks" title="There is no rule yet">
          A rule says what to look for. Try it on a text and on your newest messages before you save it.
        </EmptyState>
      )}
      <RuleDrawer
        key={`${rule} ${edited?.version}`}
        watchlistId={watchlist.id}
        rule={edited}
        sources={sources.map(({ id, name, platform }) => ({ id, name, platform }))}
        open={open}
        closeHref={address}
      />
    </Page>
  );
}
