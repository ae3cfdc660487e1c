import type { z } from "zod";
import { gate } from "./gate";
import type { Definition, UseCase } from "./use-case";

/** Makes a use case that only reads, in a read-only transaction. Nothing else reads from the database. */
export const query = <Schema extends z.ZodType, Target = undefined, Output = void>(
  definition: Definition<Schema, Target, Output>,
): UseCase<Schema, Output> => gate("query", definition);
