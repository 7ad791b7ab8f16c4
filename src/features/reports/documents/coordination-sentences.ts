import { localDay } from '../../../dates/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { measureText } from '../../figures/words.ts';
import { meetingsToCome } from '../aggregates/coordination.ts';
import type { ReportContent } from '../content/content.ts';

/** Says how many meetings were planned. Whether one was held, and who came, nobody notes. */
export function sayMeetings({ report, region, madeAt }: ReportContent, t: Translator): string | null {
  const planned = report.coordination?.meetings ?? [];
  if (planned.length === 0) return null;
  const today = localDay(madeAt, region.timeZone);
  return t.text('reports.say.meetings', {
    count: planned.length,
    coming: meetingsToCome(planned, today),
  });
}

/** Says to how many organisations the kit was sent, and how many of them confirmed it, unless that is told of too few. */
export function sayKit({ report }: ReportContent, t: Translator): string | null {
  const handedOut = report.coordination?.kit;
  if (!handedOut || handedOut.sent === 0) return null;
  const { sent, versions, received } = handedOut;
  const known = received.value === null ? 'no' : 'yes';
  return t.text('reports.say.kit', { organisations: sent, versions, known, received: received.value ?? 0 });
}

/** Says how many announcements left and how many people say that they passed some on; the reach names the relays it adds up. */
export function sayAnnouncements({ report }: ReportContent, t: Translator): string | null {
  const { sent = 0, relaying = null, reach = null } = report.coordination?.announcements ?? {};
  if (sent === 0 || relaying === null) return null;
  const { value } = relaying;
  return t.text('reports.say.announcements', {
    count: sent,
    known: value === null ? 'no' : 'yes',
    relaying: value ?? 0,
    reached: reach === null || value === null ? 'no' : 'yes',
    people: reach === null ? '' : measureText(t, reach, 'people'),
    told: reach?.parts.told ?? 0,
  });
}

/** Says how many announcements of events tell how accessible they are; nothing where none does. */
export function sayAccessibility({ report: { access } }: ReportContent, t: Translator): string | null {
  if (access === undefined || access.accessibility === 0) return null;
  return t.text('reports.say.accessibility', { count: access.accessibility, of: access.events });
}

/** Says how many announcements of events tell a price, and that it is free; nothing where none does. */
export function sayPrice({ report: { access } }: ReportContent, t: Translator): string | null {
  if (access === undefined || access.price === 0) return null;
  return t.text('reports.say.price', { count: access.price, of: access.events, free: access.free });
}
