/** Why a backup or a restore wasn't made. Commands put it into words. */
export type BackupReason =
  | 'nothing-to-back-up'
  | 'inside-database'
  | 'no-room'
  | 'busy'
  | 'no-answer'
  | 'no-programs'
  | 'old-programs'
  | 'program-failed'
  | 'unreachable'
  | 'refused'
  | 'starting'
  | 'address'
  | 'which-file'
  | 'no-file'
  | 'not-readable'
  | 'erased-not-read'
  | 'not-a-backup'
  | 'damaged'
  | 'other-kind'
  | 'other-postgres'
  | 'newer'
  | 'not-empty'
  | 'not-opened'
  | 'running';

/** Says why a backup or a restore wasn't made, with what its sentence names. Nothing was changed. */
export class BackupError extends Error {
  readonly code = 'BACKUP';
  readonly reason: BackupReason;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(reason: BackupReason, values: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'BackupError';
    this.reason = reason;
    this.values = values;
  }
}

/** Returns why no connection to the server was made, by the code of what its client threw. */
export function noConnection(error: unknown): BackupError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '?';
  return new BackupError(reasonOf(error, code), { code }, { cause: error });
}

function reasonOf(error: unknown, code: string): BackupReason {
  // A % that isn't one of an escape.
  if (error instanceof URIError) return 'address';
  // A wrong password, account or database.
  if (/^(28|3D)/.test(code)) return 'refused';
  return code === '57P03' ? 'starting' : 'unreachable';
}
