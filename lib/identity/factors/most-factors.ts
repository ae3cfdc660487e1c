/** Apps, and passkeys, that one account may have: more would only be forgotten ones. */
export const MOST_FACTORS = 10;
