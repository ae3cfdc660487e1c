/** Any origin that no link of ours can name. */
const NOWHERE = "http://nowhere.invalid";

/**
 * A place within this site that a link may lead on to after log-in: a path, with its query and fragment. Anything that a
 * browser would read as another host, another scheme or a call of the API becomes `/`.
 */
export function safePath(wanted: unknown, origin = NOWHERE): string {
  if (typeof wanted !== "string" || wanted.length > 2_000) return "/";
  if (!URL.canParse(wanted, origin)) return "/";
  const url = new URL(wanted, origin);
  if (url.origin !== origin || url.username || url.password) return "/";
  const path = url.pathname.replace(/^\/+/, "/");
  if (/^\/(api|_next)(\/|$)/.test(path)) return "/";
  return path + url.search + url.hash;
}
