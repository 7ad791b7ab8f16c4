/** The kit of an edition as the bilan tells of it. */
export interface KitFacts {
  readonly versions: number;
  /** Organisations that some version was sent to. */
  readonly sent: number;
  /** Organisations of which somebody confirmed that they have one. */
  readonly received: number;
}
