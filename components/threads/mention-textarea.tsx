"use client";

import { useEffect, useId, useRef, useState, type ComponentProps, type KeyboardEvent } from "react";
import type { Mentionable } from "@/lib/assessment/list-mentionable";
import { Textarea } from "../ui/input";
import { MentionList, MOST_HEIGHT, optionId, roomAround, type Room } from "./mention-list";

/** Milliseconds after the last key before names are looked up. */
const PAUSE_MS = 120;
/** What is being typed behind an `@` that begins a word, up to the caret. */
const unfinished = /(?<![\w.@/-])@([A-Za-z0-9._-]{0,63})$/;

/**
 * A text in which `@` names people: a list of those whose name begins so, walked by the arrow keys; Enter or Tab takes one,
 * Escape goes on without. `find` answers who can be named.
 */
export function MentionTextarea({
  value,
  onText,
  find,
  onKeyDown,
  ...rest
}: Omit<ComponentProps<"textarea">, "value" | "onChange"> & {
  value: string;
  onText: (text: string) => void;
  find: (typed: string) => Promise<Mentionable[]>;
}) {
  const listId = useId();
  const [typed, setTyped] = useState<{ name: string; from: number }>();
  const [people, setPeople] = useState<Mentionable[]>([]);
  const [active, setActive] = useState(0);
  const [room, setRoom] = useState<Room>({ above: true, height: MOST_HEIGHT });
  const text = useRef<HTMLTextAreaElement>(null);
  const open = typed !== undefined && people.length > 0;
  const name = typed?.name;

  useEffect(() => {
    if (name === undefined) return;
    let current = true;
    const timer = setTimeout(() => {
      void find(name).then((found) => {
        if (!current) return;
        if (text.current) setRoom(roomAround(text.current));
        setPeople(found);
        setActive(0);
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [name, find]);

  function look(area: HTMLTextAreaElement) {
    const before = area.value.slice(0, area.selectionStart);
    const match = area.selectionStart === area.selectionEnd ? unfinished.exec(before) : null;
    if (!match) return close();
    text.current = area;
    setTyped({ name: match[1]!, from: match.index });
  }

  function close() {
    setTyped(undefined);
    setPeople([]);
  }

  function choose(person: Mentionable) {
    const area = text.current;
    if (!area || !typed) return;
    const before = `${value.slice(0, typed.from)}@${person.handle} `;
    const after = value.slice(typed.from + 1 + typed.name.length).replace(/^ /, "");
    onText(before + after);
    close();
    // The caret goes behind the name once the text is in place.
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(before.length, before.length);
    });
  }

  function walk(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (!open || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return onKeyDown?.(event);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) setActive((active + by + people.length) % people.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(people[active]!);
    else if (event.key === "Escape") close();
    else return onKeyDown?.(event);
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative grid">
      {open && <MentionList id={listId} people={people} active={active} room={room} onChoose={choose} />}
      <span role="status" className="sr-only">
        {open && `${people.length === 1 ? "One person" : `${people.length} people`} to mention; arrow keys choose.`}
      </span>
      <Textarea
        {...rest}
        value={value}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? optionId(listId, active) : undefined}
        onChange={(event) => {
          onText(event.target.value);
          look(event.target);
        }}
        onClick={(event) => look(event.currentTarget)}
        onBlur={close}
        onKeyDown={walk}
      />
    </div>
  );
}
