import { z } from "zod";
import { anySso, findSsoOffer } from "@/db/queries/identity/sso";
import { query } from "@/lib/kernel/query";
import { loginInput } from "../account-input";
import { anyone } from "../policy";
import { domainOf } from "./read-claims";

/** Whether any organization has single sign-on, so that the page asks about addresses only then. */
export const hasSso = query({
  action: "identity.sso.any",
  input: z.object({}),
  as: "system:login",
  allow: anyone,
  run: ({ tx }) => anySso(tx),
});

/** By which provider people with such an address may come in. Says the same whether there is an account or not. */
export const offerSso = query({
  action: "identity.sso.offer",
  input: z.object({ login: loginInput }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx }, { login }) => (login.includes("@") ? await findSsoOffer(tx, domainOf(login)) : undefined),
});
