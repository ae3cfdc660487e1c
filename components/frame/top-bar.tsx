"use client";

import NextLink from "next/link";
import { Avatar } from "../ui/avatar";
import { buttonClass } from "../ui/button";
import { Icon, type IconName } from "../ui/icon";
import { Kbd } from "../ui/kbd";
import { Menu, MenuGroup, MenuItem, MenuLink, MenuRadio, MenuSeparator } from "../ui/menu";
import { setPreference, usePreference } from "../ui/preference";
import { themes } from "../ui/theme-switch";
import type { FrameUser } from "./types";
import { useCommandKey } from "./use-command-key";

export interface AccountItem {
  label: string;
  href: string;
  icon?: IconName;
}

/** The slim bar above every page. Its left part stays free for the page's breadcrumb (see PageHeader). */
export function TopBar({
  user,
  accountItems,
  signOut,
  inboxHref,
  inboxCount,
  onSearch,
}: {
  user: FrameUser;
  accountItems: AccountItem[];
  signOut?: () => void | Promise<void>;
  inboxHref: string;
  inboxCount: number;
  onSearch: () => void;
}) {
  const commandKey = useCommandKey();
  return (
    <header
      data-frame
      className="sticky top-0 z-10 flex h-(--topbar-height) items-center justify-end gap-1 border-b border-line bg-canvas px-3 md:px-4"
    >
      <button
        type="button"
        onClick={onSearch}
        aria-keyshortcuts="Meta+K Control+K"
        className="mr-1 flex h-8 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-sm text-muted hover:bg-hover max-lg:w-9 max-lg:justify-center max-lg:border-0 max-lg:bg-transparent max-lg:px-0"
      >
        <Icon name="search" size={15} />
        <span className="max-lg:sr-only">Search or jump to</span>
        <Kbd aria-hidden className="ml-4 max-lg:hidden">
          {commandKey} K
        </Kbd>
      </button>
      <NextLink href={inboxHref} className={buttonClass("ghost", "md", "relative w-9 px-0")} title="Inbox">
        <Icon name="inbox" />
        <span className="sr-only">Inbox{inboxCount > 0 ? `, ${inboxCount} unread` : ""}</span>
        {inboxCount > 0 && (
          <span
            aria-hidden
            className="absolute top-0 right-0 flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 text-2xs font-semibold text-accent-fg"
          >
            {inboxCount > 99 ? "99+" : inboxCount}
          </span>
        )}
      </NextLink>
      <AccountMenu user={user} items={accountItems} signOut={signOut} />
    </header>
  );
}

function AccountMenu({
  user,
  items,
  signOut,
}: {
  user: FrameUser;
  items: AccountItem[];
  signOut?: () => void | Promise<void>;
}) {
  const theme = usePreference("theme", "system");
  return (
    <Menu
      className="w-60"
      trigger={
        <button type="button" aria-label={`Account of ${user.name}`} className={buttonClass("ghost", "md", "w-9 px-0")}>
          <Avatar name={user.name} size={26} />
        </button>
      }
    >
      <MenuGroup
        label={
          <>
            <span className="block truncate text-base text-ink">{user.name}</span>
            <span className="block truncate font-normal">
              {[user.role, user.organization].filter(Boolean).join(" · ")}
            </span>
          </>
        }
      >
        {items.map((item) => (
          <MenuLink key={item.href} href={item.href} icon={item.icon}>
            {item.label}
          </MenuLink>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuRadio label="Theme" value={theme} onChange={(next) => setPreference("theme", next)} options={themes} />
      {signOut && (
        <>
          <MenuSeparator />
          <MenuItem icon="sign-out" onSelect={() => void signOut()}>
            Sign out
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
