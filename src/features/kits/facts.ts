/** The kit of an edition as the bilan tells of it. */
export interface KitFacts {
  readonly versions: number;
  /** Organisations that some version was sent to. */
  readonly sent: number;
  /** Organisations of which somebody confirmed that they have one. */
  readonly received: number;
}

/** A logo of the kit. */
export interface KitLogo {
  /** The owner's name, as the file's name gives it; '' where it says nothing but "logo". */
  readonly of: string;
  readonly bytes: Uint8Array;
}
