"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether scripts run on the page. False on the server and in the first drawing: what only works with them can wait. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
