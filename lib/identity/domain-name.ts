import { z } from "zod";

/** A name in the domain name system: lower case, ASCII, at least two labels. */
export const domainName = (otherwise: string) =>
  z
    .string()
    .toLowerCase()
    .max(253)
    .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, otherwise);
