/** A second process has opened the embedded database's folder. */
export class DatabaseInUseError extends Error {
  readonly code = 'DATABASE_IN_USE';
  readonly directory: string;
  constructor(directory: string) {
    super(
      `${directory} is in use by another process. Stop it first; several processes need a PostgreSQL server (DATABASE_URL).`,
    );
    this.name = 'DatabaseInUseError';
    this.directory = directory;
  }
}

/** The embedded database doesn't open: the disk is full, or something of its folder is missing or changed. */
export class DatabaseNotOpenedError extends Error {
  readonly code = 'DATABASE_NOT_OPENED';
  readonly folder: string;
  constructor(folder: string, options?: ErrorOptions) {
    super(`${folder} doesn't open as a database.`, options);
    this.name = 'DatabaseNotOpenedError';
    this.folder = folder;
  }
}

/** The database's structure and this build don't fit together. */
export class MigrationError extends Error {
  readonly code = 'MIGRATION';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
  }
}

/**
 * A transaction's work used the database beside its own transaction. On the embedded database, which has one
 * connection, that would wait for itself. On a server it would read outside the transaction and, under load, starve
 * the pool. Both refuse it.
 */
export class OutsideTransactionError extends Error {
  readonly code = 'OUTSIDE_TRANSACTION';
  constructor() {
    super('The database was used inside a transaction without going through its Tx: pass the Tx on.');
    this.name = 'OutsideTransactionError';
  }
}

/** A Tx was used after its transaction had ended. */
export class TransactionEndedError extends Error {
  readonly code = 'TRANSACTION_ENDED';
  constructor() {
    super('This transaction has ended.');
    this.name = 'TransactionEndedError';
  }
}
