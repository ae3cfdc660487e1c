"use client";

import { useId } from "react";
import { cn } from "./cn";
import { Icon, type IconName } from "./icon";
import { setPreference, usePreference } from "./preference";

export const themes: { value: "light" | "dark" | "system"; label: string; icon: IconName }[] = [
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
  { value: "system", label: "System", icon: "monitor" },
];

/** Light, dark or as the system has it. Kept in a cookie, so the server paints the right one. */
export function ThemeSwitch({ className }: { className?: string }) {
  const theme = usePreference("theme", "system");
  const name = useId();
  return (
    <fieldset className={cn("inline-flex rounded-md border border-line bg-subtle p-0.5", className)}>
      <legend className="sr-only">Theme</legend>
      {themes.map((option) => (
        <label
          key={option.value}
          className="flex flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-sm px-2 py-1 text-xs font-medium text-muted has-checked:bg-surface has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={theme === option.value}
            onChange={() => setPreference("theme", option.value)}
          />
          <Icon name={option.icon} size={14} />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
