"use client";

import { Menu as Base } from "@base-ui/react/menu";
import NextLink from "next/link";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { Icon, type IconName } from "./icon";
import { useOverlayContainer } from "./overlay-container";

const item =
  "flex min-h-8 w-full cursor-default items-center gap-2.5 rounded-md px-2 py-1 text-base outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover max-sm:min-h-11";

/** A list of actions behind a button. `trigger` is the button; children are MenuItem, MenuLink, MenuSeparator, MenuLabel. */
export function Menu({
  trigger,
  align = "end",
  side = "bottom",
  className,
  children,
}: {
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "right" | "left";
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal container={useOverlayContainer()}>
        <Base.Positioner side={side} align={align} sideOffset={6} className="z-50 outline-none">
          <Base.Popup
            className={cn(
              "max-h-(--available-height) min-w-48 overflow-y-auto rounded-lg bg-raised p-1 text-ink shadow-pop outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0",
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** An action of a menu. */
export function MenuItem({
  icon,
  danger,
  onSelect,
  disabled,
  children,
}: {
  icon?: IconName;
  danger?: boolean;
  onSelect: () => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Base.Item onClick={onSelect} disabled={disabled} className={cn(item, danger && "text-danger")}>
      {icon && <Icon name={icon} className={danger ? undefined : "text-muted"} />}
      {children}
    </Base.Item>
  );
}

/** A place to go from a menu; with `download`, a file to take away. */
export function MenuLink({
  icon,
  href,
  download,
  children,
}: {
  icon?: IconName;
  href: string;
  download?: boolean;
  children: ReactNode;
}) {
  return (
    <Base.LinkItem
      closeOnClick
      render={download ? <a href={href} download /> : <NextLink href={href} />}
      className={item}
    >
      {icon && <Icon name={icon} className="text-muted" />}
      {children}
    </Base.LinkItem>
  );
}

/** Items under a label that names them. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 py-1.5 text-xs font-medium text-muted">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

/** One of several choices in a menu, the chosen one ticked. */
export function MenuRadio<T extends string>({
  label,
  value,
  onChange,
  options,
}: {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string; icon?: IconName }[];
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-xs font-medium text-muted">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={item}>
            {option.icon && <Icon name={option.icon} className="text-muted" />}
            <span className="flex-1">{option.label}</span>
            <Base.RadioItemIndicator>
              <Icon name="check" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

/** A line between groups. */
export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
