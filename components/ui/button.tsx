import NextLink from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Icon, type IconName } from "./icon";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-accent-fg hover:bg-accent-hover",
  secondary: "border border-line-strong/60 bg-surface text-ink hover:bg-hover",
  ghost: "text-ink hover:bg-hover",
  danger: "bg-danger-solid text-danger-solid-fg hover:bg-danger-solid-hover",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 px-2.5 text-sm",
  md: "h-8 gap-2 px-3 text-base max-sm:h-10",
  lg: "h-10 gap-2 px-4 text-base max-sm:h-11",
};

/** The classes of a button, for elements that must look like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", className?: string): string {
  return cn(
    "inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap select-none",
    "transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-60",
    variants[variant],
    sizes[size],
    className,
  );
}

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  /** While true the button keeps its width and focus, shows a spinner and ignores clicks. */
  pending?: boolean;
};

/** A verb that does something here. `type` defaults to "button", so say "submit" in forms. */
export function Button({
  variant,
  size,
  icon,
  pending,
  className,
  children,
  onClick,
  type = "button",
  ...props
}: ButtonProps) {
  return (
    <button
      type={type}
      className={buttonClass(variant, size, className)}
      {...(pending
        ? { "aria-disabled": true, onClick: (event: { preventDefault(): void }) => event.preventDefault() }
        : { onClick })}
      {...props}
    >
      {pending ? <Icon name="spinner" /> : icon && <Icon name={icon} />}
      {children}
      {pending && <span className="sr-only">, in progress</span>}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. */
export function LinkButton({
  variant,
  size,
  icon,
  className,
  children,
  ...props
}: ComponentProps<typeof NextLink> & { variant?: ButtonVariant; size?: ButtonSize; icon?: IconName }) {
  return (
    <NextLink className={buttonClass(variant, size, className)} {...props}>
      {icon && <Icon name={icon} />}
      {children}
    </NextLink>
  );
}

/**
 * A button that takes a file away. Not a LinkButton: what that leads to is fetched before anyone clicks, and an export
 * that is fetched stands in the audit trail.
 */
export function DownloadButton({
  variant,
  size,
  icon,
  className,
  children,
  ...props
}: ComponentProps<"a"> & { href: string; variant?: ButtonVariant; size?: ButtonSize; icon?: IconName }) {
  return (
    <a download className={buttonClass(variant, size, className)} {...props}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

export type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  icon: IconName;
  /** What it does, in words; also the tooltip. */
  label: string;
  size?: ButtonSize;
  variant?: ButtonVariant;
  badge?: ReactNode;
};

const squares: Record<ButtonSize, string> = {
  sm: "size-7 px-0",
  md: "size-8 px-0 max-sm:size-10 max-sm:h-10",
  lg: "size-10 px-0",
};

/** A square button for a universal icon. The label is required. */
export function IconButton({
  icon,
  label,
  size = "md",
  variant = "ghost",
  badge,
  className,
  type = "button",
  ...props
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={buttonClass(variant, size, cn("relative", squares[size], className))}
      {...props}
    >
      <Icon name={icon} />
      {badge}
    </button>
  );
}
