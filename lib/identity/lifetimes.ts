/** All in seconds. */
const HOUR = 3600;
const DAY = 24 * HOUR;

/** A session ends this long after log-in, however much it is used (unused, it ends sooner: see the gate). */
export const SESSION_SECONDS = 7 * DAY;
/** Between the password and the second factor. */
export const PENDING_SECONDS = 600;
export const INVITATION_SECONDS = 7 * DAY;
/** A link that people asked for themselves is used at once; one sent to them may wait for the next working day. */
export const RESET_SECONDS = HOUR;
export const SENT_RESET_SECONDS = 3 * DAY;
