import { may, withoutPerson, type Table } from "./expected";
import { AGENCY, type Investigation } from "./investigation";

//                     member colleague superuser client lead stranger
/** A superuser, of something that the agency's analysts find. */
const SUPERUSER_OF = "403 403 ok 404 404 404";
/** A superuser, of whatever is named. */
const SUPERUSER = "   403 403 ok 403 403 403";
const span = ({ source }: Investigation) => ({
  ...{ source_id: source, since: new Date(0), until: new Date(1), restored_since: new Date() },
});
const archive = ({ contentArchive }: Investigation) => ({ archive_id: contentArchive });
const old = ({ agency }: Investigation) => ({ organization_id: agency, older_than: 400 });
const emptyFile = { sha256: "ab".repeat(32), size: 1, dataKeyId: 1, ids: [], digests: [] };

/** Old messages in files of the vault. */
export const contentArchiveTable: Table<Investigation> = {
  "intelligence.content_archive.list": may("ok ok ok 403 403 403", ({ agency }) => ({ organization_id: agency })),
  "intelligence.content_archive.find-message": may(AGENCY, (at) => ({ content_id: at.archivedMessage })),
  "intelligence.content_archive.plan": may(SUPERUSER, old, { shows: "there are no others that are so old" }),
  "intelligence.content_archive.begin": may(SUPERUSER_OF, span),
  "intelligence.content_archive.read": may(SUPERUSER_OF, ({ source }) => ({ source_id: source, ids: [] }), {
    shows: "nothing is asked for",
  }),
  "intelligence.content_archive.keep": may(
    SUPERUSER_OF,
    ({ source }) => ({ source_id: source, file: emptyFile, staged: { keep: () => Promise.resolve() } }),
    { ends: "conflict" },
  ),
  "intelligence.content_archive.start": may(SUPERUSER, old),
  "intelligence.content_archive.open": may(SUPERUSER_OF, archive),
  "intelligence.content_archive.restore": may(
    SUPERUSER_OF,
    (at) => ({ ...archive(at), messages: async function* () {} }),
    { ends: "conflict" },
  ),
  "intelligence.content_archive.note-verified": may(SUPERUSER_OF, (at) => ({ ...archive(at), damage: "" })),
  "intelligence.content_archive.start-restore": may(SUPERUSER_OF, archive),
  "intelligence.content_archive.start-verify": may(SUPERUSER_OF, archive),
  "intelligence.content_archive.follow": withoutPerson("job:content-clock", "the clock asks"),
};
