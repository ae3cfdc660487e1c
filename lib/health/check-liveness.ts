/** Whether the process itself runs; asks nothing else, so that a database that is away restarts nobody. */
export const checkLiveness = () => ({ status: "live" as const, uptime_seconds: Math.floor(process.uptime()) });
