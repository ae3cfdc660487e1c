/** The steps 0–5 of maturity, light and readable in print without hue; the same as on screen. */
const steps = [
  { ground: "#eceef1", ink: "#4b4e57" },
  { ground: "#dcebc3", ink: "#2e3a16" },
  { ground: "#a5d9b4", ink: "#12351f" },
  { ground: "#57b4bd", ink: "#05272c" },
  { ground: "#2472a6", ink: "#ffffff" },
  { ground: "#20397c", ink: "#ffffff" },
] as const;

/** Ground and ink of a score, 0–5. */
export const coloursOf = (score: number) => steps[Math.min(5, Math.max(0, Math.round(score)))]!;
