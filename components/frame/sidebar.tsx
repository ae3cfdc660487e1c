"use client";

import NextLink from "next/link";
import { Count } from "../ui/badge";
import { IconButton } from "../ui/button";
import { cn } from "../ui/cn";
import { Icon } from "../ui/icon";
import { setPreference, usePreference } from "../ui/preference";
import { Mark } from "./logo";
import type { NavigationGroup, NavigationItem } from "./types";

/** Links of the sidebar and of the sheet on phones. `rail` lets the words go when the sidebar is collapsed. */
export function NavigationList({
  groups,
  current,
  rail = false,
  onNavigate,
}: {
  groups: NavigationGroup[];
  current: string | undefined;
  rail?: boolean;
  onNavigate?: () => void;
}) {
  return (
    <div className="flex flex-col gap-4">
      {groups.map((group, index) => (
        <div key={group.title ?? index}>
          {group.title && (
            <p className={cn("mb-1 px-2 text-xs font-medium text-muted", rail && "rail:sr-only")}>{group.title}</p>
          )}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <NavigationLink item={item} current={item.href === current} rail={rail} onNavigate={onNavigate} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function NavigationLink({
  item,
  current,
  rail,
  onNavigate,
}: {
  item: NavigationItem;
  current: boolean;
  rail: boolean;
  onNavigate?: () => void;
}) {
  return (
    <NextLink
      href={item.href}
      onClick={onNavigate}
      aria-current={current ? "page" : undefined}
      title={rail ? item.label : undefined}
      className={cn(
        "relative flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-muted hover:bg-hover hover:text-ink max-md:h-11",
        current && "bg-active text-ink hover:bg-active",
        rail && "rail:justify-center rail:px-0",
      )}
    >
      <Icon name={item.icon} className={cn("shrink-0", current && "text-accent-ink")} />
      <span className={cn("min-w-0 flex-1 truncate", rail && "rail:sr-only")}>{item.label}</span>
      {item.count !== undefined && (
        <Count
          value={item.count}
          label={item.countLabel}
          className={cn(
            current && "bg-surface",
            rail &&
              "rail:absolute rail:top-1 rail:right-1.5 rail:h-2 rail:min-w-2 rail:overflow-hidden rail:bg-accent rail:p-0 rail:text-[0px]",
          )}
        />
      )}
    </NextLink>
  );
}

/** The sidebar of wide screens. Collapsed it is a rail of icons; which of the two is a cookie that CSS reads. */
export function Sidebar({
  groups,
  current,
  homeHref,
  organization,
}: {
  groups: NavigationGroup[];
  current: string | undefined;
  homeHref: string;
  organization?: string | null;
}) {
  const collapsed = usePreference("sidebar", "open") === "collapsed";
  return (
    <aside
      data-frame
      aria-label="Sidebar"
      className="fixed inset-y-0 left-0 z-20 hidden w-(--sidebar-width) flex-col border-r border-line bg-subtle md:flex"
    >
      <div className="flex h-(--topbar-height) shrink-0 items-center px-3 rail:justify-center rail:px-0">
        <NextLink href={homeHref} className="flex min-w-0 items-center gap-2.5 rounded-md">
          <Mark />
          <span className="min-w-0 rail:sr-only">
            <span className="block truncate leading-4 font-semibold">SecureSphere</span>
            {organization && <span className="block truncate text-2xs leading-3.5 text-muted">{organization}</span>}
          </span>
        </NextLink>
      </div>
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
        <NavigationList groups={groups} current={current} rail />
      </nav>
      <div className="flex shrink-0 p-2 rail:justify-center">
        <IconButton
          icon="sidebar"
          label={collapsed ? "Expand sidebar" : "Collapse sidebar"}
          aria-expanded={!collapsed}
          className="text-muted"
          onClick={() => setPreference("sidebar", collapsed ? "open" : "collapsed")}
        />
      </div>
    </aside>
  );
}
