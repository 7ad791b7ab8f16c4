/** Runs the action once that many milliseconds have passed; returns what cancels it. */
export type After = (milliseconds: number, action: () => void) => () => void;

/** Settings outside chat, made by whoever runs the bot. */
export interface Surroundings {
  /** The address at which this bot is reached over HTTP, without a final slash; null when it has none. */
  readonly publicUrl: string | null;
  /** The bots of regions from which a bilan may be fetched, as origins. */
  readonly bilanHosts: readonly string[];
  /** The timers by which what is fetched there is waited for. */
  readonly after: After;
}
