"use client";

import type { Mentionable } from "@/lib/assessment/list-mentionable";
import { Avatar } from "../ui/avatar";
import { cn } from "../ui/cn";

export const optionId = (listId: string, index: number) => `${listId}-${index}`;

/** People whose names begin as what is typed behind an `@`; the focus stays in the text. */
export function MentionList({
  id,
  people,
  active,
  onChoose,
}: {
  id: string;
  people: Mentionable[];
  active: number;
  onChoose: (person: Mentionable) => void;
}) {
  return (
    <ul
      id={id}
      role="listbox"
      aria-label="People"
      className="absolute inset-x-0 bottom-full z-50 mb-1 max-h-60 overflow-y-auto rounded-lg bg-raised p-1 text-ink shadow-pop"
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
