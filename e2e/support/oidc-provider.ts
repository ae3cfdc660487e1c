import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider, type Configuration } from "oidc-provider";

/** Somebody the provider knows: its name for it, and what it says of it. */
export interface Known {
  sub: string;
  /** How it shows who it is there. */
  amr?: string[];
  [claim: string]: unknown;
}

export const CLIENT = { id: "securesphere", secret: "a secret between the two, for tests only" };

/** A page of the provider, where a person says who it is. */
const loginPage = `<!doctype html><title>Provider</title><h1>Provider</h1>
<form method="post"><label>Account <input name="account" autofocus></label> <button>Sign in</button></form>`;

/**
 * An OpenID Connect provider on loopback: `oidc-provider` as others run it, with people of the test's. Somebody signs in
 * there by typing a name, or, where `now` is set, without being asked.
 */
export async function startProvider(redirectAddresses: string[]) {
  const people = new Map<string, Known>();
  const provider = {
    now: undefined as Known | undefined,
    tamper: undefined as ((idToken: string) => string) | undefined,
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const oidc = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: redirectAddresses }],
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["given_name", "family_name", "groups"],
      amr: null,
      acr: null,
    },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({ ...people.get(sub), sub }),
    }),
    features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ["for tests only"] },
    loadExistingGrant: async ({ oidc: at }) => {
      const grant = new at.provider.Grant({ clientId: at.client!.clientId, accountId: at.session!.accountId! });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  } satisfies Configuration);
  oidc.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.path === "/token" && body?.id_token && provider.tamper) body.id_token = provider.tamper(body.id_token);
  });
  const standard = oidc.callback();

  async function handle(...[request, response]: Parameters<typeof standard>) {
    if (!request.url?.startsWith("/interaction/")) return standard(request, response);
    const chosen = provider.now ?? (request.method === "POST" ? people.get(await accountOf(request)) : undefined);
    if (!chosen) return response.writeHead(200, { "content-type": "text/html" }).end(loginPage);
    people.set(chosen.sub, chosen);
    await oidc.interactionFinished(request, response, { login: { accountId: chosen.sub, amr: chosen.amr } });
  }

  return Object.assign(provider, {
    issuer,
    /** Knows somebody who can type its name there. */
    know: (person: Known) => void people.set(person.sub, person),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function accountOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString()).get("account") ?? "";
}

/** Goes through a provider's pages as a browser would, to the address it sends the browser back to. */
export async function throughProvider(address: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(address);
  const { origin } = at;
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const next = response.headers.get("location");
    if (!next) throw new Error(`The provider answers ${response.status}: ${await response.text()}`);
    at = new URL(next, at);
    if (at.origin !== origin) return at;
  }
  throw new Error("The provider goes in circles.");
}
