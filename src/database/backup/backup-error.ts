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

/** Returns why no connection to the server was made, by the code of what its client threw, or what it says itself. */
export function noConnection(error: unknown): BackupError {
  const found = error instanceof Error && 'code' in error ? error.code : undefined;
  const code = typeof found === 'string' ? found : null;
  const said = code ?? (error instanceof Error ? error.message : '?');
  return new BackupError(reasonOf(error, code ?? said), { code: said }, { cause: error });
}

/** Matches what the client throws without a code once the server has answered: a password or TLS is missing. */
const ANSWERED = /SASL|SCRAM|SSL|password/i;

function reasonOf(error: unknown, code: string): BackupReason {
  // A % that isn't one of an escape.
  if (error instanceof URIError) return 'address';
  if (code === '57P03') return 'starting';
  // Codes of SQL begin with a figure, those of the network with a letter.
  return /^\d[0-9A-Z]{4}$/.test(code) || ANSWERED.test(code) ? 'refused' : 'unreachable';
}
