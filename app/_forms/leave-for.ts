/** Loads another page as a whole: nothing of this one stays. Never settles, so that its form stays busy until then. */
export function leaveFor(address: string): Promise<never> {
  window.location.assign(address);
  return new Promise(() => undefined);
}
