/** What an account is called, as far as is known. */
export const subjectName = (subject: { display_name: string; username: string; platform_user_id: string }) =>
  subject.display_name || subject.username || subject.platform_user_id;

/** An account's handle as its platform writes it, or its id there. */
export const handleOf = (subject: { username: string; platform_user_id: string }) =>
  subject.username ? `@${subject.username.replace(/^@/, "")}` : subject.platform_user_id;
