import type { Actor } from "@/lib/kernel/actor";

type Who = Pick<Actor, "userId" | "role" | "sessionId">;

/** Open to those who are not signed in; what they bring (a password, a token) is judged by the use case itself. */
export const anyone = () => true;

/** A person, not the command line or a job. */
export const isPerson = (actor: Who) => actor.userId > 0;

/** The command line or a job: whoever can run those operates the installation. */
export const isOperator = (actor: Who) => actor.userId === 0;

/** Invites, creates, disables; the same sentence for every screen of user administration. */
export const canAdministerUsers = (actor: Who) => actor.role === "superuser";

/** Nobody changes the standing of its own account: there is always someone left to undo it. */
export const canChangeStanding = (actor: Who, account: { id: number }) =>
  canAdministerUsers(actor) && account.id !== actor.userId;

/** A session is its user's to end, or a superuser's. */
export const canEndSessionsOf = (actor: Who, ownerId: number) => actor.userId === ownerId || canAdministerUsers(actor);

/** A key acts as its user, so only that user makes one; the command line does it for anybody. */
export const canCreateKeyFor = (actor: Who, ownerId: number) => actor.userId === ownerId || isOperator(actor);

/** A leaked key may have to go at once, so superusers revoke anybody's. */
export const canRevokeKeyOf = (actor: Who, ownerId: number) => actor.userId === ownerId || canAdministerUsers(actor);

/** What shows who somebody is, is that person's alone to change. What has no owner is nobody's. */
export const isOwn = (actor: Who, ownerId: number | null) => actor.userId === ownerId;

/** What is stored about somebody is that person's to have; superusers hand it out for those who cannot come in. */
export const canExportPerson = (actor: Who, person: { id: number }) =>
  actor.userId === person.id || canAdministerUsers(actor);
