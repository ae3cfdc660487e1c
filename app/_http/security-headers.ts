/** What every response says, whatever it carries. `https`: the public address is one, so browsers may insist on it. */
export const securityHeaders = (https: boolean): Record<string, string> => ({
  "x-content-type-options": "nosniff",
  // Paths carry tokens (invitation, reset); our own forms still need to say where they come from.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
  ...(https && { "strict-transport-security": "max-age=63072000; includeSubDomains" }),
});

/**
 * The style sheet that sonner (the toasts) writes into the page as it loads, first empty and then whole, by its digests;
 * the test beside this file says what they should be after an update.
 */
const TOAST_STYLES =
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

/**
 * The policy of a page: scripts and style sheets only from here, and inline ones only with this response's nonce. Style
 * attributes are open, since charts and pop-ups are placed by them.
 */
export function contentSecurityPolicy(nonce: string, { https, development }: { https: boolean; development: boolean }) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // The development server writes its own style elements.
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}' ${TOAST_STYLES}`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "frame-src 'self' blob:",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
