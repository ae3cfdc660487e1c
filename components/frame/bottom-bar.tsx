"use client";

import { Dialog } from "@base-ui/react/dialog";
import NextLink from "next/link";
import { useState } from "react";
import { Count } from "../ui/badge";
import { IconButton } from "../ui/button";
import { cn } from "../ui/cn";
import { Icon, type IconName } from "../ui/icon";
import { NavigationList } from "./sidebar";
import type { NavigationGroup } from "./types";

const slot =
  "relative flex h-full w-full flex-col items-center justify-center gap-0.5 px-1 text-2xs font-medium text-muted -outline-offset-2";

function Face({
  icon,
  label,
  count,
  countLabel,
}: {
  icon: IconName;
  label: string;
  count?: number;
  countLabel?: string;
}) {
  return (
    <>
      <Icon name={icon} size={19} />
      <span className="max-w-full truncate">{label}</span>
      {count !== undefined && (
        <Count value={count} label={countLabel} className="absolute top-1 left-1/2 ml-1.5 h-4 min-w-4 px-1" />
      )}
    </>
  );
}

/** The sidebar of phones: the first four places, and a sheet with all of them. */
export function BottomBar({ groups, current }: { groups: NavigationGroup[]; current: string | undefined }) {
  const [open, setOpen] = useState(false);
  const all = groups.flatMap((group) => group.items);
  const first = all.length <= 5 ? all : all.slice(0, 4);
  return (
    <nav
      data-frame
      aria-label="Main, short"
      className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid h-14 auto-cols-fr grid-flow-col">
        {first.map((item) => (
          <li key={item.href}>
            <NextLink
              href={item.href}
              aria-current={item.href === current ? "page" : undefined}
              className={cn(slot, item.href === current && "text-accent-ink")}
            >
              <Face {...item} />
            </NextLink>
          </li>
        ))}
        {first.length < all.length && (
          <li>
            <Dialog.Root open={open} onOpenChange={setOpen}>
              <Dialog.Trigger className={slot}>
                <Face icon="menu" label="More" />
              </Dialog.Trigger>
              <Dialog.Portal>
                <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
                <Dialog.Popup
                  data-modal
                  className="fixed inset-x-0 bottom-0 z-40 max-h-[85dvh] overflow-y-auto rounded-t-xl bg-surface p-4 pb-[calc(1rem+env(safe-area-inset-bottom))] shadow-pop outline-none"
                >
                  <div className="mb-2 flex items-center justify-between">
                    <Dialog.Title className="px-2 text-lg font-semibold">All pages</Dialog.Title>
                    <Dialog.Close render={<IconButton icon="x" label="Close" />} />
                  </div>
                  <NavigationList groups={groups} current={current} onNavigate={() => setOpen(false)} />
                </Dialog.Popup>
              </Dialog.Portal>
            </Dialog.Root>
          </li>
        )}
      </ul>
    </nav>
  );
}
