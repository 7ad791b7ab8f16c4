/** A photo that the bilan shows. */
export interface ShownPhoto {
  /** Id of the stored file. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The organisation's name; null where it isn't named. */
  readonly organisation: string | null;
  /** The words that came with it; null without a word, or without a name: the words may hold it. */
  readonly caption: string | null;
}

/** The photos of a bilan. */
export interface ReportPhotos {
  readonly shown: readonly ShownPhoto[];
  /** Photos that can't be shown and have to be sent again. The organisation is null where it isn't named. */
  readonly unreadable: readonly Pick<ShownPhoto, 'file' | 'organisation'>[];
  /** Files that aren't there any more. */
  readonly gone: ReadonlySet<string>;
}

export const NO_PHOTOS: ReportPhotos = { shown: [], unreadable: [], gone: new Set() };
