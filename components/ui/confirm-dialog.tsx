"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useRef, useState, type ReactElement, type ReactNode } from "react";
import { Button } from "./button";
import { FormError } from "./form-error";
import { OverlayContainer } from "./overlay-container";

/**
 * Asks before what cannot be undone; nothing else lives in a modal. Opened by `trigger`, or by `open`.
 * `onConfirm` may return (a promise of) a text: it is shown as the error and the dialog stays.
 */
export function ConfirmDialog({
  trigger,
  open: controlled,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  danger = false,
  disabled = false,
  onConfirm,
  children,
}: {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** A verb and its object: "Delete product". */
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  /** Confirming is not possible yet, such as while a required reason is missing. */
  disabled?: boolean;
  onConfirm: () => void | string | Promise<void | string>;
  /** Further controls, such as the reason. */
  children?: ReactNode;
}) {
  const [own, setOwn] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const open = controlled ?? own;
  const popup = useRef<HTMLDivElement>(null);

  function change(next: boolean) {
    if (pending) return;
    setError(undefined);
    setOwn(next);
    onOpenChange?.(next);
  }

  async function confirm() {
    setPending(true);
    setError(undefined);
    try {
      const problem = await onConfirm();
      if (typeof problem === "string") return setError(problem);
      setOwn(false);
      onOpenChange?.(false);
    } catch {
      setError("That did not work, and nothing was changed. Try again.");
    } finally {
      setPending(false);
    }
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={change}>
      {trigger && <AlertDialog.Trigger render={trigger} />}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup
          ref={popup}
          data-modal
          className="fixed top-1/2 left-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl bg-raised p-5 shadow-pop transition-[opacity,scale] data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
        >
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              event.stopPropagation();
              if (!disabled && !pending) void confirm();
            }}
          >
            <div className="flex flex-col gap-1">
              <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
              {description && <AlertDialog.Description className="text-muted">{description}</AlertDialog.Description>}
            </div>
            <OverlayContainer target={popup}>{children}</OverlayContainer>
            <FormError>{error}</FormError>
            <div className="flex justify-end gap-2">
              <AlertDialog.Close render={<Button />}>{cancelLabel}</AlertDialog.Close>
              <Button type="submit" variant={danger ? "danger" : "primary"} pending={pending} disabled={disabled}>
                {confirmLabel}
              </Button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
