import { OWNER, REACHED, RUNNER, SUPERUSER, SUPERUSER_OF, may, withoutPerson, type Table } from "./expected";
import type { Work } from "./place";

const product = ({ product }: Work) => ({ product_id: product });
const firstRound = (at: Work) => ({ ...product(at), round: 1 });
const archivedRound = ({ archivedProduct }: Work) => ({ product_id: archivedProduct, round: 1 });
const noArchive = { sha256: "ab".repeat(32), size: 1, dataKeyId: 1, contents: {} };
const noAnswers = async function* () {};

/** Everything about rounds, their snapshots and what became of them. */
export const roundTable: Table<Work> = {
  "assessment.rounds.list": may(REACHED, product),
  "assessment.round.close": may(RUNNER, (at) => ({ ...product(at), number: 1 })),
  "assessment.round.start": may(RUNNER, product, { ends: "conflict" }),
  "assessment.round_archive.plan": may(SUPERUSER, () => ({ older_than: 400 })),
  "assessment.round_archive.begin": may(SUPERUSER_OF, firstRound, { ends: "conflict" }),
  "assessment.round_archive.read": may(SUPERUSER_OF, (at) => ({ ...firstRound(at), after: 0 })),
  "assessment.round_archive.keep": may(
    SUPERUSER_OF,
    (at) => ({ ...firstRound(at), file: noArchive, staged: { keep: () => Promise.resolve() } }),
    { ends: "conflict" },
  ),
  "assessment.round_archive.start": may(SUPERUSER_OF, firstRound, { ends: "conflict" }),
  "assessment.round_archive.open": may(OWNER, archivedRound, { shows: "answers by their numbers" }),
  "assessment.round_archive.restore": may(
    OWNER,
    (at) => ({ ...archivedRound(at), archive_id: 0, answers: noAnswers }),
    {
      ends: "conflict",
    },
  ),
  "assessment.round_archive.start-restore": may(OWNER, archivedRound),
  "assessment.round_archive.follow": withoutPerson("job:rounds-clock", "the clock asks"),
  "assessment.snapshots.list": may(REACHED, product),
  "assessment.snapshot.get": may(REACHED, (at) => ({ ...product(at), snapshot_id: at.snapshot })),
  "assessment.snapshot.verify": may(REACHED, ({ snapshot }) => ({ snapshot_id: snapshot }), {
    shows: "hashes, and nothing of an unaltered snapshot",
  }),
  "assessment.moment.get": may(REACHED, (at) => ({ ...product(at), at: "now" })),
};
