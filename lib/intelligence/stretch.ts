/** Messages that are read at a stretch; then whoever else waits for this process is served. */
export const STRETCH = 40;
