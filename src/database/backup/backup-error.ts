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
