export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** How many rows "Load more" adds, and how many one address shows at most before it goes on from a cursor. */
const STEP = 50;
const MOST = 500;

/** What an address says about a list, and the addresses that say it a little differently. */
export interface ListAddress<Name extends string> {
  /** The filters that are set. */
  values: Partial<Record<Name, string>>;
  limit: number;
  cursor: string | undefined;
  /** The same list with other filters, from its beginning; undefined or "" removes one. */
  href(changes?: Partial<Record<Name, string | undefined>>): string;
  /** The same place in the list, with something opened or closed beside it. */
  here(changes: Partial<Record<Name, string | undefined>>): string;
  /** The list with more rows, or null at its end. */
  more(nextCursor: string | null): string | null;
}

/** Reads the address of a list. Names it does not know are dropped from the addresses it makes. */
export async function listAddress<Name extends string>(
  path: string,
  search: SearchParams,
  names: readonly Name[],
): Promise<ListAddress<Name>> {
  const given = await search;
  const one = (name: string) => {
    const value = given[name];
    return (Array.isArray(value) ? value[0] : value) || undefined;
  };
  const values = Object.fromEntries(names.flatMap((name) => (one(name) ? [[name, one(name)]] : []))) as Partial<
    Record<Name, string>
  >;
  const cursor = one("cursor");
  const limit = Math.min(MOST, Math.max(STEP, Math.floor(Number(one("shown")) || STEP)));
  const make = (parts: Record<string, string | undefined>) => {
    const set = Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1]));
    const query = new URLSearchParams(set).toString();
    return query ? `${path}?${query}` : path;
  };
  const place = { shown: limit > STEP ? String(limit) : undefined, cursor };
  return {
    values,
    limit,
    cursor,
    href: (changes = {}) => make({ ...values, ...changes }),
    here: (changes) => make({ ...values, ...place, ...changes }),
    more: (nextCursor) => {
      if (nextCursor === null) return null;
      return limit < MOST
        ? make({ ...values, cursor, shown: String(limit + STEP) })
        : make({ ...values, cursor: nextCursor });
    },
  };
}

/** A value of the address if it is one of those known, else nothing. */
export const oneOf = <Value extends string>(value: string | undefined, known: readonly Value[]): Value | undefined =>
  known.find((each) => each === value);
