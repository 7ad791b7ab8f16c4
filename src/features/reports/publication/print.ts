import { versionOf } from '../../../access/operation/version.ts';
import type { Outline } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ReportContent } from '../content/content.ts';
import { statedVersion } from '../documents/stated-version.ts';
import { storedOutline } from './stored-outline.ts';

/**
 * Returns a mark that tells this bilan from any other that might be published instead: it covers words, figures and
 * photos. The day on which it was made is left out, so that a bilan shown one evening is still the same the next
 * morning.
 */
export function bilanPrint(content: ReportContent, outline: Outline, t: Translator): string {
  const { report, texts } = content;
  const written = JSON.stringify(storedOutline(outline)).replaceAll(statedVersion(content, t), `${content.version}`);
  // Figures that are held back were read from the database, which keeps their keys in an order of its own.
  return versionOf([written, JSON.stringify(report, inOrder), [...texts].sort()]);
}

/**
 * Returns whether a bilan was published in other words, or with other photos, than these, though it tells the same figures. The notices
 * above it and the day on which it was made aren't compared.
 */
export function isPublishedOtherwise(
  content: ReportContent,
  outline: Outline,
  published: { readonly publishedAt: Date; readonly outline: object },
  t: Translator,
): boolean {
  const { version } = content;
  const stated = t.text('reports.annex.version', { version, when: t.date(published.publishedAt) });
  return seenIn(storedOutline(outline), statedVersion(content, t)) !== seenIn(published.outline, stated);
}

/** The database keeps the keys of what was stored in an order of its own. */
function seenIn(stored: object, version: string): string {
  return JSON.stringify({ ...stored, notices: [] }, inOrder).replaceAll(JSON.stringify(version).slice(1, -1), '');
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
