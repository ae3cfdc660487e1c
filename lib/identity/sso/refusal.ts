/** Why somebody does not come in by a provider; the trail says it, and the sign-in page in words. */
export type SsoRefusal =
  | "expired" // no sign-in was begun in this browser, or long ago, or it was used before
  | "denied" // the provider says no, or its person did
  | "invalid" // what the provider sent does not hold
  | "away" // the provider does not answer
  | "throttled"
  | "email" // it vouches for no address
  | "domain" // the address is not the organization's
  | "account" // nobody here has it, and none is made; or it is another organization's
  | "linked" // the account is linked with somebody else there
  | "closed" // disabled or erased
  | "protected" // what may do more than a lead signs in with a password
  | "role"; // the provider gives no role
