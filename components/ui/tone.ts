export type Tone = "neutral" | "accent" | "info" | "violet" | "success" | "warning" | "danger";

/** Tinted background with text that reaches 4.5:1 on it. */
export const softTone: Record<Tone, string> = {
  neutral: "bg-neutral-soft text-neutral-soft-fg",
  accent: "bg-accent-soft text-accent-soft-fg",
  info: "bg-info-soft text-info-soft-fg",
  violet: "bg-violet-soft text-violet-soft-fg",
  success: "bg-success-soft text-success-soft-fg",
  warning: "bg-warning-soft text-warning-soft-fg",
  danger: "bg-danger-soft text-danger-soft-fg",
};

/** Text colour that reaches 4.5:1 on every surface. */
export const inkTone: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent-ink",
  info: "text-info",
  violet: "text-violet",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
};
