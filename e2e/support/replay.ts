import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it was received. */
export interface Received {
  method: string;
  path: string;
  authorization: string;
  body: string;
}

/** One request that is expected, and what it is answered. */
export interface Exchange {
  /** Method and path, like `GET /scanstatus?id=1`. */
  ask: string;
  /** Standard: 200. 0: the connection is cut. */
  status?: number;
  headers?: Record<string, string>;
  /** An object is answered as JSON. */
  answer?: unknown;
  /** Never answered. */
  silent?: boolean;
}

/** A service of somebody else on loopback, that answers what an exchange says and 418 to whatever else is asked. */
export async function replay(exchanges: Exchange[]) {
  const left = [...exchanges];
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      received.push(await read(request));
      const exchange = left[0]?.ask === `${request.method} ${request.url}` ? left.shift() : undefined;
      if (exchange?.silent) return;
      if (exchange?.status === 0) return void request.socket.destroy();
      const { status = 200, headers, answer = "" } = exchange ?? { status: 418 };
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    left,
    close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

const read = async (request: IncomingMessage): Promise<Received> => ({
  method: request.method ?? "",
  path: request.url ?? "",
  authorization: request.headers.authorization ?? "",
  body: await text(request),
});
