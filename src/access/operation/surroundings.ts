/** Runs the action once that many milliseconds have passed; returns what cancels it. */
export type After = (milliseconds: number, action: () => void) => () => void;

/** What lies outside of chat, as whoever runs the bot has set it. */
export interface Surroundings {
  /** The address at which this bot is reached over HTTP, without a final slash; null when it has none. */
  readonly publicUrl: string | null;
  /** The bots of regions from which a bilan may be fetched, as origins. */
  readonly bilanHosts: readonly string[];
  /** The timers by which what is fetched there is waited for. */
  readonly after: After;
}
