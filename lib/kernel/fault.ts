/** What can go wrong for a caller, by a stable code. Each transport translates it once (see app/_http). */
export const faultStatus = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  password_change_required: 403,
  second_factor_required: 403,
  reauthentication_required: 403,
  purpose_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale_version: 409,
  locked: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  precondition_required: 428,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type FaultCode = keyof typeof faultStatus;

export interface FieldError {
  path: string;
  message: string;
}

export interface FaultExtras {
  fields?: FieldError[];
  /** Seconds after which a retry makes sense. */
  retryAfter?: number;
  /** Further members for the caller, such as the current state after a stale write. */
  details?: Record<string, unknown>;
}

/**
 * A refusal a caller may read: its message carries no SQL, no stack and nothing of another tenant. Anything else that is
 * thrown reaches the caller as an opaque id.
 */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string,
    readonly extras: FaultExtras = {},
  ) {
    super(message);
    this.name = "Fault";
  }

  get status() {
    return faultStatus[this.code];
  }
}

/** 422 for one field. */
export const invalidField = (path: string, message: string) =>
  new Fault("invalid", `${path} ${message}.`, { fields: [{ path, message }] });

/** 404: no such thing, or not within the caller's reach, which must look alike. */
export const notFound = (what = "record") =>
  new Fault("not_found", `There is no such ${what}, or it is not within your reach.`);
