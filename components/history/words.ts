const actions: Record<string, string> = {
  INSERT: "Created",
  UPDATE: "Changed",
  DELETE: "Deleted",
  LOGIN: "Signed in",
  LOGOUT: "Signed out",
  LOGIN_FAILED: "Failed to sign in",
  FACTOR_ADDED: "Added a second factor",
  FACTOR_REMOVED: "Removed a second factor",
  FACTORS_RESET: "Removed somebody's second factors",
  FACTOR_FAILED: "Failed to show a second factor",
  FACTOR_THROTTLED: "Guessed too many codes",
  RECOVERY_CODE_USED: "Used a recovery code",
  RECOVERY_CODES_RENEWED: "Made new recovery codes",
  PROOF: "Confirmed who it is",
  PROOF_FAILED: "Failed to confirm who it is",
  PERSON_ERASED: "Erased a person",
  ERASURE_REQUESTED: "Asked to erase an organization",
  ERASURE_CONFIRMED: "Confirmed an erasure",
  ERASURE_WITHDRAWN: "Called an erasure off",
  ORGANIZATION_ERASED: "Erased an organization",
  KEYS_ROTATION_REQUESTED: "Asked for keys to be renewed",
  KEYS_ROTATED: "Renewed an organization's keys",
  KEYS_REWRAPPED: "Wrapped data keys anew",
  DATA_KEY_RENEWED: "Made a new data key",
  DATA_KEY_DESTROYED: "Destroyed a data key",
  REFUSED: "Was refused",
  READ: "Read",
  EXPORT: "Exported",
  VERIFY: "Verified",
  ARCHIVE: "Archived a month",
  HOLD_SET: "Set a legal hold",
  HOLD_LIFTED: "Lifted a legal hold",
  ERASE: "Erased",
  START: "Server started",
};

/** What an action of the audit trail is called on screen; names it does not know are shown in plain letters. */
export function actionWord(action: string): string {
  return actions[action] ?? sentence(action);
}

/** A table of the database as the thing one row of it is: "questionnaire_responses" → "Questionnaire response". */
export function recordWord(table: string): string {
  const words = table.split("_");
  const last = words.at(-1)!;
  const singular = last.endsWith("ies") ? `${last.slice(0, -3)}y` : last.replace(/(?<!s)s$/, "");
  return sentence([...words.slice(0, -1), singular].join("_"));
}

/** A field of a record: "owner_id" → "Owner id". */
export const fieldWord = sentence;

function sentence(name: string): string {
  const text = name.toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
