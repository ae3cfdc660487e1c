import { open, resource } from "@/app/_http/route";
import { requestIdOf } from "@/app/_http/request-id";
import { systemCaller } from "@/lib/kernel/actor";
import { unsubscribe } from "@/lib/notify/unsubscribe";

/** Where the reader of a mail is asked; looking at a link, as mail scanners do, ends nothing. */
const ask = open(
  (_request, { token }) =>
    new Response(null, {
      status: 303,
      headers: { location: `/unsubscribe/${encodeURIComponent(String(token))}` },
    }),
);

/** One click in a mail program (RFC 8058): nobody is signed in, and the body says nothing that the address does not. */
const end = open(async (request, { token }) => {
  await unsubscribe(systemCaller("system:mail", requestIdOf(request.headers)), { token: String(token) });
  return new Response("Done: no more mails like this one.\n", {
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: ask, POST: end });
