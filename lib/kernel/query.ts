import type { z } from "zod";
import { gate, type Definition, type UseCase } from "./gate";

/** Makes a use case that only reads, in a read-only transaction. Nothing else reads from the database. */
export const query = <Schema extends z.ZodType, Target = undefined, Output = void>(
  definition: Definition<Schema, Target, Output>,
): UseCase<Schema, Output> => gate("query", definition);
