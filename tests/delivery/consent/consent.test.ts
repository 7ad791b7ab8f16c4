import { describe, expect, it } from 'vitest';
import { allowances, type Consent, switchableKinds } from '../../../src/delivery/consent/consent.ts';
import type { NewDelivery } from '../../../src/delivery/outbox/index.ts';
import { sourceFiles } from '../../support/sources.ts';
import { say } from '../setting.ts';

/**
 * Every place that writes to somebody privately, and why it may: a kind of what nobody asked for, or, after a colon,
 * what was asked for. A new one is declared here too, with its reason in the review.
 */
const declared: Readonly<Record<string, readonly string[]>> = {
  // An urgent one is a kind of its own, chosen by the announcement.
  'src/dispatch/catch-up/interrupted-forms.ts': [':own-request'],
  'src/features/announcements/copies.ts': ['announcement', 'urgent'],
  // [Suivre] shows where it stands, to whoever pressed it.
  'src/features/announcements/refresh.ts': [':own-request'],
  // Whoever scheduled it, where that isn't a coordinator, is told that it hasn't left.
  'src/features/announcements/hold-back.ts': ['duty'],
  // [Aperçu] shows it on the other platform, to whoever pressed it.
  'src/features/announcements/operations/compose.ts': [':own-request'],
  // Copies that were refused are sent again where their readers' week has room.
  'src/features/announcements/operations/follow.ts': ['announcement', 'urgent'],
  'src/features/announcements/remind.ts': ['announcement'],
  'src/features/events/jobs.ts': ['event'],
  // Another organisation, or a coordinator, asks them to make one event of two.
  'src/features/events/merge-cards.ts': ['invitation'],
  'src/features/events/operations/co-organise.ts': ['invitation'],
  // The answer to their proposal or their invitation; what others have changed.
  'src/features/events/tell.ts': [':decision', 'change', 'concern'],
  // Their proposals that the closing of the edition leaves undecided.
  'src/features/events/undecided.ts': ['change'],
  // The proposal that they wrote and didn't send.
  'src/features/events/unsent-reminder.ts': ['event'],
  // The kit comes with the acceptance they asked for; a coordinator gets it in the stead of an organisation without members.
  'src/features/kits/deliver.ts': [':decision', 'duty', 'kit'],
  // The table of the journal, for whoever asked for it.
  'src/features/journal/operations.ts': [':own-request'],
  'src/features/kits/operations.ts': [':own-request'],
  // How far the version has come that they publish.
  'src/features/kits/steps.ts': [':own-request'],
  'src/features/menu/operations.ts': [':said'],
  // The nation's bilan, for whoever asked for it.
  'src/features/nation/document-operations.ts': [':own-request'],
  'src/features/nation/jobs.ts': [':own-request'],
  // Who was excluded; and those who stay.
  'src/features/organisations/operations/exclude.ts': [':account', 'change'],
  'src/features/organisations/operations/join.ts': [':decision', 'change', 'duty', 'request'],
  // The other account of the very person who has just linked it.
  'src/features/organisations/thread-summary.ts': [':conversation'],
  'src/features/people/operations/link.ts': [':account'],
  'src/features/people/operations/separate.ts': [':account'],
  'src/features/people/operations/team.ts': ['duty'],
  'src/features/privacy/export-operations.ts': [':own-request'],
  // That documents are gone because somebody had themselves erased.
  'src/features/privacy/jobs.ts': ['duty'],
  'src/features/register/jobs.ts': [':own-request'],
  'src/features/regions/operations/join.ts': [':own-request'],
  // Coordinators are told what was done with the team or its codes, so that they can stop it.
  'src/features/regions/tell-coordinators.ts': [':account', 'duty'],
  // Whoever opened an answer from a finding is told what has become of it.
  'src/features/reports/findings/jobs.ts': [':conversation'],
  'src/features/reports/printing/document-operations.ts': [':own-request'],
  // The same bilan where it is long, as soon as it was read.
  'src/features/reports/printing/hand-out.ts': [':own-request'],
  // That it can't be made.
  'src/features/reports/printing/document-jobs.ts': [':own-request'],
  // The same bilan, as soon as it is laid out.
  'src/features/reports/printing/print-jobs.ts': [':own-request'],
  // The published bilan, for whoever asks for it.
  'src/features/reports/publication/operations.ts': [':own-request'],
  // That it is published, for whoever published it; recaps for organisations, or for a coordinator to hand on.
  'src/features/reports/publication/jobs.ts': [':own-request', 'duty', 'survey'],
  // The bilan to be read, sent again to whoever asks for it.
  'src/features/reports/review/reading-operations.ts': [':own-request'],
  // The bilan that a coordinator has them read, and the day before it is due; comments, for whoever asked for them.
  'src/features/reports/review/jobs.ts': ['duty', 'review'],
  // [Voir mon récapitulatif] is the page of their own organisation, for whoever pressed it.
  'src/features/surveys/answering/operations/recap.ts': [':own-request'],
  // How far the launch or the reminders have come that they began.
  'src/features/surveys/asking/steps.ts': [':own-request'],
  'src/features/surveys/coordination/remind.ts': ['survey'],
  // The first question, unless they asked for it; then their answers go on.
  'src/features/surveys/asking/talk.ts': [':conversation', ':own-request', 'question'],
};

const kinds = Object.keys(allowances);
const reasons = ['own-request', 'said', 'conversation', 'decision', 'account'] as const;

/** Returns the leaves to send that a file names, in place or in a constant that is one of two. */
function consentsIn(text: string): readonly string[] {
  const found = new Set<string>();
  const kind = "'[a-z-]+'";
  const inPlace = new RegExp(`\\b(un)?asked: ((?:${kind}(?: \\| )?)+|why\\b)`, 'g');
  const oneOfTwo = new RegExp(`\\b(un)?asked = [^;?]+\\? (${kind} : ${kind});`, 'g');
  for (const [, un, value] of [...text.matchAll(inPlace), ...text.matchAll(oneOfTwo)]) {
    // News of an event has one of these two reasons.
    const names =
      value === 'why' ? (un ? ['change', 'concern'] : ['decision']) : (value ?? '').replaceAll("'", '').split(/ [|:] /);
    for (const name of names) found.add(un ? name : `:${name}`);
  }
  return [...found].sort();
}

/** The kinds that nobody may switch off and that may be dropped all the same, each with what would send them again. */
const sentAgain: Readonly<Record<string, string>> = {
  question: 'it is tried again on the day on which the week has room',
  urgent: 'its copies are tried again on the day on which their readers may be written to',
};

describe('everything that reaches somebody unasked goes through consent', () => {
  it('each private sending has a declared kind, or a reason why it is asked for', () => {
    const found = sourceFiles('src', 'commands')
      .filter(({ path }) => !path.startsWith('src/delivery/'))
      .map(({ path, text }): [string, readonly string[]] => [path, consentsIn(text)])
      .filter(([, consents]) => consents.length > 0);
    expect(Object.fromEntries(found)).toEqual(declared);
    const named = Object.values(declared).flat();
    expect(named.filter((one) => !kinds.includes(one) && !reasons.some((reason) => one === `:${reason}`))).toEqual([]);
  });

  it('a private sending without one doesn’t compile', () => {
    const target = { kind: 'private', platform: 'slack', users: ['U1'] } as const;
    const below = { kind: 'thread', platform: 'slack', of: 'question' } as const;
    // @ts-expect-error: it says neither that it is asked for, nor what it is about.
    const silent: NewDelivery = { key: 'a', target, message: say('a') };
    // @ts-expect-error: nor does what stands in a thread with somebody.
    const inThread: NewDelivery = { key: 'b', target: below, message: say('b') };
    // @ts-expect-error: a reason is one of those that are written down.
    const invented: Consent = { asked: 'because' };
    // @ts-expect-error: of what nobody asked for, it is known to whom it goes.
    const toNobody: Consent = { unasked: 'invitation' };
    const inChannel: NewDelivery = {
      key: 'c',
      target: { kind: 'channel', platform: 'slack', channel: 'C1' },
      message: say('c'),
    };
    expect([silent, inThread, invented, toNobody, inChannel]).toHaveLength(5);
  });

  it('a file that hands the kind on in a constant is declared, too', () => {
    const hidden = sourceFiles('src', 'commands')
      .filter(({ path }) => !path.startsWith('src/delivery/'))
      .filter(({ text }) => /consent\b[^;]{0,40}\{ (un)?asked\b(?!:)/.test(text))
      .map(({ path }) => path);
    expect(hidden.filter((path) => !declared[path])).toEqual([]);
  });

  it('of each kind it is said how often, and what becomes of more: never more than four within a week', () => {
    for (const [kind, { weekly, more }] of Object.entries(allowances)) {
      if (kind !== 'duty') expect(weekly ?? Number.POSITIVE_INFINITY, kind).toBeLessThanOrEqual(4);
      // A message that nothing would send again must not be lost.
      if (!switchableKinds.some((one) => one === kind) && !(kind in sentAgain)) expect(more, kind).toBe('waits');
    }
  });
});
