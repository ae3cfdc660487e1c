"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useRouter } from "next/navigation";
import { useRef, type ReactElement, type ReactNode } from "react";
import { IconButton } from "../ui/button";
import { OverlayContainer } from "../ui/overlay-container";
import { useMedia } from "../ui/use-media";

/**
 * The one panel on the right (thread, evidence, history); a sheet on phones. On desktops the page beside it stays usable
 * and makes room. Keep what is open in the address: pass `open` from it and `closeHref` without it, or `onOpenChange`.
 */
export function Drawer({
  trigger,
  open,
  onOpenChange,
  closeHref,
  title,
  description,
  actions,
  footer,
  covers = false,
  children,
}: {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Where closing leads, as a replacement of the current entry. */
  closeHref?: string;
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Stays visible below the scrolling content: the composer of a thread, for example. */
  footer?: ReactNode;
  /** Lies over what is on the right of the page, which makes no room for it. */
  covers?: boolean;
  children: ReactNode;
}) {
  const router = useRouter();
  const popup = useRef<HTMLDivElement>(null);
  const wide = useMedia("(min-width: 48rem)");
  return (
    <Dialog.Root
      open={open}
      modal={!wide}
      disablePointerDismissal={wide}
      onOpenChange={(next) => {
        onOpenChange?.(next);
        if (!next && closeHref) router.replace(closeHref, { scroll: false });
      }}
    >
      {trigger && <Dialog.Trigger render={trigger} />}
      <Dialog.Portal>
        {!wide && (
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        )}
        <Dialog.Popup
          ref={popup}
          data-drawer={covers ? undefined : ""}
          data-modal={wide ? undefined : ""}
          className="fixed inset-x-0 bottom-0 z-40 flex max-h-[88dvh] flex-col rounded-t-xl bg-surface shadow-pop transition-[translate,opacity] duration-150 outline-none data-ending-style:translate-y-8 data-ending-style:opacity-0 data-starting-style:translate-y-8 data-starting-style:opacity-0 md:top-(--topbar-height) md:bottom-0 md:right-0 md:left-auto md:max-h-none md:w-(--drawer-width) md:rounded-none md:border-l md:border-line md:shadow-none md:max-xl:shadow-pop md:data-ending-style:translate-x-8 md:data-ending-style:translate-y-0 md:data-starting-style:translate-x-8 md:data-starting-style:translate-y-0"
        >
          <div className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line py-2 pr-2 pl-4">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="truncate text-base font-semibold">{title}</Dialog.Title>
              {description && (
                <Dialog.Description className="truncate text-xs text-muted">{description}</Dialog.Description>
              )}
            </div>
            {actions}
            <Dialog.Close render={<IconButton icon="x" label="Close panel" />} />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">
            <OverlayContainer target={popup}>{children}</OverlayContainer>
          </div>
          {footer && (
            <div className="shrink-0 border-t border-line p-4">
              <OverlayContainer target={popup}>{footer}</OverlayContainer>
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
