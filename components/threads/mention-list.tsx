"use client";

import { useEffect, useRef } from "react";
import type { Mentionable } from "@/lib/assessment/list-mentionable";
import { Avatar } from "../ui/avatar";
import { cn } from "../ui/cn";

/** Pixels that the list takes at most. */
export const MOST_HEIGHT = 240;

/** On which side of a text the list stands, and how high it may be. */
export interface Room {
  above: boolean;
  height: number;
}

/** The room around a control within what scrolls it: above, where the text ends the page, or else where there is more. */
export function roomAround(control: HTMLElement): Room {
  let frame: HTMLElement | null = control.parentElement;
  while (frame && !/auto|scroll/.test(getComputedStyle(frame).overflowY)) frame = frame.parentElement;
  const outer = frame?.getBoundingClientRect();
  const { top, bottom } = control.getBoundingClientRect();
  const above = top - Math.max(0, outer?.top ?? 0) - 8;
  const below = Math.min(innerHeight, outer?.bottom ?? innerHeight) - bottom - 8;
  const isAbove = above >= MOST_HEIGHT || above >= below;
  return { above: isAbove, height: Math.max(96, Math.min(MOST_HEIGHT, isAbove ? above : below)) };
}

export const optionId = (listId: string, index: number) => `${listId}-${index}`;

/** People whose names begin as what is typed behind an `@`; the focus stays in the text. */
export function MentionList({
  id,
  people,
  active,
  room,
  onChoose,
}: {
  id: string;
  people: Mentionable[];
  active: number;
  room: Room;
  onChoose: (person: Mentionable) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <ul
      ref={list}
      id={id}
      role="listbox"
      aria-label="People"
      style={{ maxHeight: room.height }}
      className={cn(
        "absolute inset-x-0 z-50 overflow-y-auto overscroll-contain rounded-lg bg-raised p-1 text-ink shadow-pop",
        room.above ? "bottom-full mb-1" : "top-full mt-1",
      )}
    >
      {people.map((person, index) => (
        <li
          key={person.id}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          // The text keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
          className={cn(
            "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 select-none hover:bg-hover max-sm:min-h-11",
            index === active && "bg-hover",
          )}
        >
          <Avatar name={person.name} size={20} />
          <span className="min-w-0 truncate">{person.name}</span>
          <span className="ml-auto truncate text-xs text-muted">@{person.handle}</span>
        </li>
      ))}
    </ul>
  );
}
