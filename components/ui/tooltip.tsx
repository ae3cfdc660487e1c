"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { useOverlayContainer } from "./overlay-container";

/** A few words about a control, on hover and focus. Never the only place of what must be read: touch has no hover. */
export function Tooltip({
  content,
  children,
  side = "top",
}: {
  content: ReactNode;
  /** The control: one element that takes a ref. */
  children: ReactElement;
  side?: "top" | "bottom" | "left" | "right";
}) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} delay={400} />
      <BaseTooltip.Portal container={useOverlayContainer()}>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-60">
          <BaseTooltip.Popup className="max-w-64 rounded-md bg-ink-solid px-2 py-1 text-xs text-ink-inverse transition-opacity data-ending-style:opacity-0 data-instant:duration-0 data-starting-style:opacity-0">
            {content}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}

/** A small panel beside its button, for help and pickers; the page stays usable. */
export function Popover({
  trigger,
  title,
  align = "start",
  className,
  children,
}: {
  trigger: ReactElement;
  /** Names the panel. */
  title: string;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}) {
  return (
    <BasePopover.Root>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal container={useOverlayContainer()}>
        <BasePopover.Positioner align={align} sideOffset={6} className="z-50">
          <BasePopover.Popup
            className={cn(
              "w-[min(22rem,calc(100vw-2rem))] rounded-lg bg-raised p-3 text-ink shadow-pop transition-opacity outline-none data-ending-style:opacity-0 data-starting-style:opacity-0",
              className,
            )}
          >
            <BasePopover.Title className="mb-1 font-medium">{title}</BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
