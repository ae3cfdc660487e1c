"use client";

import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import { IconButton } from "./button";
import { Switch } from "./choice";
import { Kbd } from "./kbd";
import { setShortcutsEnabled, shortcutsEnabled, useActiveShortcuts, useShortcuts } from "./use-shortcuts";

/** The help that "?" opens: every shortcut that works here, and the switch that turns them off. */
export function ShortcutHelp() {
  const [open, setOpen] = useState(false);
  const groups = useActiveShortcuts();
  useShortcuts([{ key: "?", label: "Keyboard shortcuts", run: () => setOpen(true) }], { title: "Everywhere" });
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim" />
        <Dialog.Popup
          data-modal
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[85dvh] w-[min(30rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-xl bg-raised p-5 shadow-pop"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="text-lg font-semibold">Keyboard shortcuts</Dialog.Title>
            <Dialog.Close render={<IconButton icon="x" label="Close" />} />
          </div>
          {groups.map((group) => (
            <section key={group.title} className="flex flex-col gap-1.5">
              <h3 className="text-sm font-medium text-muted">{group.title}</h3>
              <dl className="flex flex-col">
                {group.shortcuts
                  .filter((shortcut) => shortcut.show !== "")
                  .map((shortcut) => (
                    <div
                      key={shortcut.key}
                      className="flex items-center justify-between border-b border-line py-1.5 last:border-0"
                    >
                      <dt>{shortcut.label}</dt>
                      <dd>
                        <Kbd>{shortcut.show ?? shortcut.key}</Kbd>
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
          <Switch
            label="Single-key shortcuts"
            hint="Switch off if speech input or a stray key sets them off. Kept on this device."
            defaultChecked={shortcutsEnabled()}
            onChange={(event) => setShortcutsEnabled(event.target.checked)}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
