import type { ReportFigures } from '../aggregates/aggregate.ts';
import { changedFigures, type FigureChange } from '../content/changed-figures.ts';
import type { Version } from '../content/content.ts';

/** A sentence that another version says otherwise; null where one of the two says nothing there. */
export interface SentenceChange {
  readonly before: string | null;
  readonly after: string | null;
}

/** A version of the bilan, with what it changed in the one before. */
export interface VersionHistory {
  readonly version: number;
  readonly createdAt: Date;
  readonly figures: ReportFigures;
  readonly published: boolean;
  /** Null for the first version. */
  readonly since: {
    readonly version: number;
    readonly figures: readonly FigureChange[];
    /** Null where one of the two was made before sentences were kept. */
    readonly sentences: readonly SentenceChange[] | null;
  } | null;
}

/** Returns the versions, the latest first, each with what it changed in the one before. */
export function historyOf(versions: readonly Version[], published: ReadonlySet<number>): readonly VersionHistory[] {
  return versions
    .map((one, at) => {
      const { version, createdAt, figures } = one;
      const before = versions[at - 1];
      return {
        ...{ version, createdAt, figures, published: published.has(version) },
        since:
          before === undefined
            ? null
            : {
                version: before.version,
                figures: changedFigures(before.figures, figures),
                sentences: changedSentences(before, one),
              },
      };
    })
    .toReversed();
}

/**
 * Returns the sentences that differ between one version and the one before; null where either was made before sentences
 * were kept.
 */
export function changedSentences(
  before: Pick<Version, 'sentences'>,
  after: Pick<Version, 'sentences'>,
): readonly SentenceChange[] | null {
  const [then, now] = [before.sentences, after.sentences];
  if (then === null || now === null) return null;
  const keys = [...new Set([...Object.keys(now), ...Object.keys(then)])];
  const changes = keys.flatMap((key): SentenceChange[] => {
    const change = { before: then[key] ?? null, after: now[key] ?? null };
    return change.before === change.after ? [] : [change];
  });
  // The first page repeats sentences of its chapters.
  return [...new Map(changes.map((change) => [`${change.before}\n${change.after}`, change])).values()];
}
