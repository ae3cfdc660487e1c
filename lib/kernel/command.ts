import type { z } from "zod";
import { gate, type Definition, type UseCase } from "./gate";

/** Makes a use case that changes something. Nothing else writes to the database. */
export const command = <Schema extends z.ZodType, Target = undefined, Output = void>(
  definition: Definition<Schema, Target, Output>,
): UseCase<Schema, Output> => gate("command", definition);
