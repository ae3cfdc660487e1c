"use client";

import type { KeyboardEvent } from "react";
import { DueDay } from "@/components/plan/due-day";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { TextLink } from "@/components/ui/text-link";
import { actionStatusFace } from "@/components/status/action-status";
import { actionStatuses, actionStatusWords } from "@/lib/assessment/action-words";
import { handleId, type BoardAction, type Step } from "./board-moves";
import { gained } from "./words";

const steps: Record<string, Step> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** An action on the board, with the ways to move it. */
export function BoardCard({
  action,
  first,
  last,
  onMove,
  onStep,
}: {
  action: BoardAction;
  first: boolean;
  last: boolean;
  onMove: (status: BoardAction["status"]) => void;
  onStep: (step: Step) => void;
}) {
  const { may } = action;
  const reachable = actionStatuses.filter(
    (status) => status !== action.status && (may.steer || status === "open" || status === "dropped"),
  );

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (!step || !event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || !may.steer) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(step);
  }

  return (
    // Keys bubble up from the link and the menu button, which have the focus.
    <div
      onKeyDownCapture={onKeyDown}
      className="flex flex-col gap-1.5 rounded-md border border-line bg-surface p-2.5 shadow-card"
    >
      <div className="flex items-start gap-1">
        <TextLink quiet href={action.href} scroll={false} draggable={false} className="min-w-0 flex-1 break-words">
          {action.title}
        </TextLink>
        {may.change && (
          <Menu
            trigger={<IconButton id={handleId(action.id)} icon="more" size="sm" label={`Move “${action.title}”`} />}
          >
            {may.steer && !first && (
              <MenuItem icon="arrow-up" onSelect={() => onStep("up")}>
                Up
              </MenuItem>
            )}
            {may.steer && !last && (
              <MenuItem icon="arrow-down" onSelect={() => onStep("down")}>
                Down
              </MenuItem>
            )}
            {may.steer && !(first && last) && <MenuSeparator />}
            {reachable.map((status) => (
              <MenuItem key={status} icon={actionStatusFace[status].icon} onSelect={() => onMove(status)}>
                To {actionStatusWords[status]}
              </MenuItem>
            ))}
          </Menu>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-xs text-muted">
        <span>{action.owner || "Nobody yet"}</span>
        <DueDay day={action.due_on} overdue={action.overdue} />
        {action.brings !== null && <span className="font-medium text-ink">brings {gained(action.brings)}</span>}
      </div>
    </div>
  );
}
