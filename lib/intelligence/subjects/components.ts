/** Two accounts that stand in a judgement, the lesser id first. */
export interface Pair {
  a: number;
  b: number;
}

/**
 * Which of these accounts are the same person's: the root of each, the least id of its group. Pairs with accounts that are
 * not among them are passed over.
 */
export function rootsOf(accounts: Iterable<number>, same: readonly Pair[]): Map<number, number> {
  const parents = new Map<number, number>();
  for (const account of accounts) parents.set(account, account);
  const rootOf = (account: number): number => {
    let root = account;
    while (parents.get(root)! !== root) root = parents.get(root)!;
    // The way there is made short for the next who asks.
    for (let at = account; at !== root;) {
      const next = parents.get(at)!;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { a, b } of same) {
    if (!parents.has(a) || !parents.has(b)) continue;
    const [least, most] = [rootOf(a), rootOf(b)].sort((one, other) => one - other) as [number, number];
    parents.set(most, least);
  }
  return new Map([...parents.keys()].map((account) => [account, rootOf(account)]));
}

/** What `subjects.profile_id` is to say of each: the root of its group; null for the root itself, and so for who is alone. */
export function profilesOf(accounts: Iterable<number>, same: readonly Pair[]): Map<number, number | null> {
  return new Map([...rootsOf(accounts, same)].map(([account, root]) => [account, root === account ? null : root]));
}

/** The pairs that lead from one account to another, the shortest way; undefined where none does. */
export function chainBetween<P extends Pair>(from: number, to: number, same: readonly P[]): P[] | undefined {
  const reached = new Map<number, { before: number; by: P } | undefined>([[from, undefined]]);
  const waiting = [from];
  for (let at = waiting.shift(); at !== undefined && !reached.has(to); at = waiting.shift()) {
    for (const pair of same) {
      if (pair.a !== at && pair.b !== at) continue;
      const next = pair.a === at ? pair.b : pair.a;
      if (reached.has(next)) continue;
      reached.set(next, { before: at, by: pair });
      waiting.push(next);
    }
  }
  if (!reached.has(to)) return undefined;
  const chain: P[] = [];
  for (let step = reached.get(to); step; step = reached.get(step.before)) chain.unshift(step.by);
  return chain;
}
