import type { StixBundle } from "./object";
import { bundleSchema, stixSchemas } from "./schema";

/**
 * Checks a bundle before anybody gets it: every object by the rules of its type, no id twice, and every object that one refers
 * to is in the bundle.
 * @throws Error that names the object and the property
 */
export function checkBundle(bundle: StixBundle): void {
  bundleSchema.parse(bundle);
  const ids = new Set<string>();
  for (const object of bundle.objects) {
    const schema = stixSchemas[object.type];
    if (!schema) throw new Error(`${object.id} is of a type that is not written here`);
    const checked = schema.safeParse(object);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      throw new Error(`${object.id} breaks a rule of STIX 2.1: ${issue!.path.join(".")} ${issue!.message}`);
    }
    if (ids.has(object.id)) throw new Error(`${object.id} is in the bundle twice`);
    ids.add(object.id);
  }
  for (const object of bundle.objects)
    for (const [property, value] of Object.entries(object)) {
      if (!/_refs?$/.test(property)) continue;
      for (const id of [value].flat())
        if (!ids.has(String(id))) throw new Error(`${object.id}: ${property} leads nowhere`);
    }
}
