import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";

import { createFront, type FrontOptions } from "@/server/front";
import { observeRequest } from "@/server/observe-requests";
import { trustList } from "@/server/client-address";
import { routes } from "@/server/routes.generated";

export interface Door {
  /** `http://127.0.0.1:port` */
  url: string;
}

/** The production front on a free port, for tests that call the API as an outside client would. Start it after `useWorld`. */
export function useFrontDoor(more: Partial<FrontOptions> = {}): Door {
  const door = {} as Door;
  let server: Server;
  beforeAll(async () => {
    const next = async () => {
      throw new Error("This door has no pages behind it.");
    };
    server = createFront({ routes, next, isTrustedProxy: trustList([]), observe: observeRequest, ...more });
    await once(server.listen(0, "127.0.0.1"), "listening");
    door.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return door;
}
