"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { OverlayContainer } from "../ui/overlay-container";
import { ShortcutHelp } from "../ui/shortcut-help";
import { BottomBar } from "./bottom-bar";
import { CommandPalette } from "./command-palette";
import { currentHref } from "./current-item";
import { Sidebar } from "./sidebar";
import { TopBar, type AccountItem } from "./top-bar";
import type { FrameUser, NavigationGroup, PaletteCommand } from "./types";
import type { Search } from "./use-search";

/** What surrounds every signed-in page. It fetches nothing: a layout on the server hands it everything. */
export function AppFrame({
  user,
  navigation,
  homeHref = "/",
  inboxHref = "/inbox",
  inboxCount = 0,
  accountItems = [],
  signOut,
  commands,
  search,
  children,
}: {
  user: FrameUser;
  navigation: NavigationGroup[];
  homeHref?: string;
  inboxHref?: string;
  inboxCount?: number;
  accountItems?: AccountItem[];
  /** A server action or a client function. */
  signOut?: () => void | Promise<void>;
  /** Further commands beside the navigation, which is always there. */
  commands?: PaletteCommand[];
  search?: Search;
  children: ReactNode;
}) {
  const main = useRef<HTMLElement>(null);
  const [palette, setPalette] = useState(false);
  const current = currentHref(navigation, usePathname());
  const groups = navigation.map((group) => ({
    ...group,
    items: group.items.map((item) => (item.href === inboxHref ? { ...item, count: inboxCount } : item)),
  }));

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setPalette((open) => !open);
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const places: PaletteCommand[] = [
    ...navigation.flatMap((group) =>
      group.items.map(({ label, href, icon }) => ({ label, href, icon, group: "Go to" })),
    ),
    ...accountItems.map((item) => ({ ...item, group: "Account" })),
  ];

  return (
    <OverlayContainer target={main}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-accent px-3 py-2 font-medium text-accent-fg focus:translate-y-0"
      >
        Skip to content
      </a>
      <Sidebar groups={groups} current={current} homeHref={homeHref} organization={user.organization} />
      <div className="flex min-h-dvh flex-col md:pl-(--sidebar-width)">
        <TopBar
          user={user}
          accountItems={accountItems}
          signOut={signOut}
          inboxHref={inboxHref}
          inboxCount={inboxCount}
          onSearch={() => setPalette(true)}
        />
        <main ref={main} id="main" tabIndex={-1} data-main className="flex-1 outline-none max-md:pb-20">
          {children}
        </main>
      </div>
      <BottomBar groups={groups} current={current} />
      <CommandPalette
        open={palette}
        onOpenChange={setPalette}
        commands={[...(commands ?? []), ...places]}
        search={search}
      />
      <ShortcutHelp />
    </OverlayContainer>
  );
}
