/** The trial's requests to the bot, which may be another process: to do what is due, and to say when it is quiet. */
export interface TrialBot {
  readonly schedule: {
    runDue(now: Date, options?: { readonly leavesRoutines: boolean }): Promise<number>;
    nextDue(): Promise<Date | null>;
    nextDecision(): Promise<Date | null>;
  };
  quiet(): Promise<void>;
}
