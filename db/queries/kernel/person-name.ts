/** The name of the user `alias`: first and last, or else the user name; empty for nobody. */
export const personName = (alias: string) =>
  `coalesce(nullif(trim(${alias}.first_name || ' ' || ${alias}.last_name), ''), ${alias}.username, '')`;
