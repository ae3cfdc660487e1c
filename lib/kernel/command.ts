import type { z } from "zod";
import { gate } from "./gate";
import type { Definition, UseCase } from "./use-case";

/** Makes a use case that changes something. Nothing else writes to the database. */
export const command = <Schema extends z.ZodType, Target = undefined, Output = void>(
  definition: Definition<Schema, Target, Output>,
): UseCase<Schema, Output> => gate("command", definition);
