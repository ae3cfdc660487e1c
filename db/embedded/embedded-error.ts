/** The embedded database cannot be had; the message is one line meant for the person at the terminal. */
export class EmbeddedError extends Error {}
