import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { type Medium, mediumText } from '../../surveys/questions/options.ts';
import type { PressEntry } from '../aggregates/media.ts';
import { withinQuotes } from './within-quotes.ts';

/** The parts of a line of the press review; those that are null are left out. */
interface PressLine {
  readonly title: string | null;
  readonly outlet: string;
  readonly medium: Medium;
  readonly publishedOn: string | null;
  readonly event: string | null;
  readonly organisations: readonly string[];
  readonly link: string | null;
}

/** Words a reference: "« Le Mois s'ouvre » · Le Courrier (presse) · jeudi 12 novembre 2026 · à propos de : … · Le Moulin · https://…". */
export function pressLine(t: Translator, line: PressLine): string {
  const { title, outlet, medium, publishedOn, event, organisations, link } = line;
  return [
    title === null ? null : t.text('reports.press.quoted', { title: withinQuotes(title, t) }),
    t.text('reports.media.item', { outlet, medium: t.text(mediumText(medium)) }),
    publishedOn === null ? null : t.day(publishedOn),
    event === null ? null : t.text('reports.press.about', { event }),
    organisations.length === 0 ? null : t.list(alphabetical(t.locale, organisations, (name) => name)),
    link,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Words an entry of the press review. */
export function entryText(t: Translator, { item, press, organisations }: PressEntry): string {
  const { title, event } = press;
  return pressLine(t, { ...item, title, event, organisations, link: item.link ?? press.link });
}
