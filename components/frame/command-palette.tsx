"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Icon, type IconName } from "../ui/icon";
import { Kbd } from "../ui/kbd";
import type { PaletteCommand } from "./types";
import { useSearch, type Search } from "./use-search";

function matches(command: PaletteCommand, query: string): boolean {
  const text = `${command.label} ${command.group ?? ""} ${command.keywords ?? ""}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function byGroup<T extends { group?: string }>(entries: T[], fallback: string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const name = entry.group ?? fallback;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups];
}

/** Commands and search in one field. Commands filter at once, hits of `search` follow. */
export function CommandPalette({
  open,
  onOpenChange,
  commands,
  search,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commands: PaletteCommand[];
  search?: Search;
}) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Popup
          data-modal
          className="fixed top-[12dvh] left-1/2 z-50 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-xl bg-raised shadow-pop outline-none"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Palette commands={commands} search={search} close={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ commands, search, close }: { commands: PaletteCommand[]; search?: Search; close: () => void }) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const { hits, searching, failed } = useSearch(search, query);
  const fitting = query.trim() ? commands.filter((command) => matches(command, query.trim())) : commands;

  // An empty listbox would be announced as one; the sentence stands outside it.
  const nothing = fitting.length + hits.length === 0;

  function go(href: string) {
    close();
    router.push(href);
  }

  return (
    <Command label="Search and commands" shouldFilter={false} loop>
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Icon name={searching ? "spinner" : "search"} className="text-muted" />
        <Command.Input
          autoFocus
          value={query}
          onValueChange={setQuery}
          placeholder={search ? "Search, or jump to…" : "Jump to…"}
          className="h-12 w-full bg-transparent text-lg outline-none placeholder:text-muted sm:text-base"
        />
        <Kbd className="max-sm:hidden">Esc</Kbd>
      </div>
      {nothing && (
        <p className="px-4 py-8 text-center text-muted">
          {searching
            ? "Searching…"
            : failed
              ? "Search did not answer. Try again."
              : `Nothing found for “${query.trim()}”`}
        </p>
      )}
      <Command.List
        label="Results"
        hidden={nothing}
        className="max-h-[min(26rem,60dvh)] overflow-y-auto overscroll-contain p-1.5"
      >
        {byGroup(fitting, "Go to").map(([group, entries]) => (
          <Group key={`command ${group}`} heading={group}>
            {entries.map((entry) => (
              <Row
                key={entry.href}
                value={`command ${entry.href} ${entry.label}`}
                icon={entry.icon ?? "arrow-right"}
                onSelect={() => go(entry.href)}
              >
                {entry.label}
              </Row>
            ))}
          </Group>
        ))}
        {byGroup(hits, "Results").map(([group, entries]) => (
          <Group key={`hit ${group}`} heading={group}>
            {entries.map((hit, index) => (
              <Row
                key={index}
                value={`hit ${group} ${index} ${hit.href}`}
                icon="search"
                detail={hit.detail}
                onSelect={() => go(hit.href)}
              >
                {hit.label}
              </Row>
            ))}
          </Group>
        ))}
      </Command.List>
      <p role="status" className="sr-only">
        {searching ? "Searching" : query.trim() ? `${fitting.length + hits.length} results` : ""}
      </p>
    </Command>
  );
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function Row({
  value,
  icon,
  detail,
  onSelect,
  children,
}: {
  value: string;
  icon: IconName;
  detail?: string;
  onSelect: () => void;
  children: React.ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1 select-none data-[selected=true]:bg-hover max-sm:min-h-11"
    >
      <Icon name={icon} size={15} className="shrink-0 text-muted" />
      <span className="min-w-0 truncate">{children}</span>
      {detail && <span className="ml-auto max-w-[45%] shrink-0 truncate text-xs text-muted">{detail}</span>}
    </Command.Item>
  );
}
