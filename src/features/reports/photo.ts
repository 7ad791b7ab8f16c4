/** A photo that the bilan shows. */
export interface ShownPhoto {
  /** Id of the stored file. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The organisation's name; null where it isn't named. */
  readonly organisation: string | null;
  /** What was written with it; null without a word, or without a name: the words may hold it. */
  readonly caption: string | null;
}

/** The photos of a bilan. */
export interface ReportPhotos {
  readonly shown: readonly ShownPhoto[];
  /** Whose photos can't be shown, null for one that isn't named: they are to be sent again. */
  readonly unreadable: readonly (string | null)[];
}

export const NO_PHOTOS: ReportPhotos = { shown: [], unreadable: [] };
