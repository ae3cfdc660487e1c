"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/form-error";
import { Icon, type IconName } from "@/components/ui/icon";
import type { DraftSaver, SaveState } from "./draft-saver";

const words: Record<Exclude<SaveState["kind"], "conflict">, { icon: IconName; text: string }> = {
  saved: { icon: "cloud-check", text: "Saved" },
  waiting: { icon: "spinner", text: "Saving…" },
  saving: { icon: "spinner", text: "Saving…" },
  away: { icon: "cloud-off", text: "Not saved yet: trying again" },
  refused: { icon: "circle-alert", text: "Not saved" },
};

/** How saving goes, in a word. */
export function SaveStatus({ state }: { state: SaveState }) {
  const { icon, text } =
    state.kind === "conflict" ? { icon: "circle-alert" as const, text: "Not saved" } : words[state.kind];
  return (
    <p role="status" className="flex items-center gap-1.5 text-sm text-muted">
      <Icon name={icon} size={15} /> {text}
    </p>
  );
}

/** What the author must decide or mend before saving goes on. Nothing of what was written is lost meanwhile. */
export function SaveTrouble({ state, saver }: { state: SaveState; saver: DraftSaver }) {
  if (state.kind === "refused")
    return (
      <div role="alert">
        <Notice tone="danger">
          The server did not accept this: {state.message} What you wrote is kept; change it, and it is sent again.
        </Notice>
      </div>
    );
  if (state.kind !== "conflict") return null;
  return (
    <div role="alert">
      <Notice tone="warning">
        {state.message} What you wrote is kept in this browser.
        <span className="mt-2 flex flex-wrap gap-2">
          {state.editVersion !== null && (
            <Button size="sm" onClick={() => saver.overwrite()}>
              Save mine over it
            </Button>
          )}
          <Button
            size="sm"
            onClick={() => {
              saver.discard();
              location.reload();
            }}
          >
            Load what stands
          </Button>
        </span>
      </Notice>
    </div>
  );
}
