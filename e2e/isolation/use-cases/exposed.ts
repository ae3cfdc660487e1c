import { ASSESSMENT, KEEPER, may, SUPERUSER_OF, withoutPerson, type Table } from "./expected";
import type { Work } from "./place";

const told = async ({ newNotice }: Work) => ({ exposure_id: await newNotice() });
const product = ({ product }: Work) => ({ product_id: product });

/** What agencies told Acme, and what the platform states of itself, as evidence. */
export const exposedTable: Table<Work> = {
  "assessment.exposure.list": may(ASSESSMENT, async (at) => {
    await told(at);
    return { organization_id: at.acme };
  }),
  "assessment.exposure.prepare": may(KEEPER, told),
  "assessment.exposure.keep": may(KEEPER, async (at) => ({ ...(await told(at)), file: at.file })),
  "assessment.exposure.keep, whole": may(KEEPER, told),
  "assessment.exposure.tell": withoutPerson("job:exposures", "the clock tells what agencies filed"),
  "assessment.platform-state.prepare": may(SUPERUSER_OF, product),
  "assessment.platform-state.add": may(SUPERUSER_OF, (at) => ({ ...product(at), files: [at.file] })),
  "assessment.platform-state.add, whole": may(SUPERUSER_OF, product),
};
