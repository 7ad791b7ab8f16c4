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
  'src/features/announcements/copies.ts': ['announcement'],
  // [Suivre] shows where it stands, to whoever pressed it.
  'src/features/announcements/refresh.ts': [':own-request'],
  // [Aperçu] shows it on the other platform, to whoever pressed it.
  'src/features/announcements/operations/compose.ts': [':own-request'],
  'src/features/announcements/remind.ts': ['announcement'],
  'src/features/events/jobs.ts': ['event'],
  'src/features/events/operations/co-organise.ts': ['invitation'],
  // The answer to their proposal or their invitation; what others have changed.
  'src/features/events/tell.ts': [':decision', 'concern'],
  // The kit comes with the acceptance they asked for; a coordinator gets it in the stead of an organisation without members.
  'src/features/kits/deliver.ts': [':decision', 'duty', 'kit'],
  'src/features/kits/operations.ts': [':own-request'],
  'src/features/menu/operations.ts': [':said'],
  // Who was excluded; and those who stay.
  'src/features/organisations/operations/exclude.ts': [':account', 'concern'],
  'src/features/organisations/operations/join.ts': [':decision', 'concern', 'duty', 'request'],
  // The other account of the very person who has just linked it.
  'src/features/people/operations/link.ts': [':account'],
  'src/features/people/operations/separate.ts': [':account'],
  'src/features/people/operations/team.ts': ['duty'],
  'src/features/regions/operations/join.ts': [':own-request'],
  // What was done with the team or its codes, so that they can stop it.
  'src/features/regions/tell-coordinators.ts': [':account', 'duty'],
  'src/features/reports/make-documents.ts': [':own-request'],
  'src/features/surveys/coordination/remind.ts': ['survey'],
  // The first question, unless they asked for it; then their answers go on.
  'src/features/surveys/asking/talk.ts': [':conversation', ':own-request', 'question'],
};

const kinds = Object.keys(allowances);
const reasons = ['own-request', 'said', 'conversation', 'decision', 'account'] as const;

/** Returns the leaves to send that a file names. */
function consentsIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [, un, value] of text.matchAll(/\b(un)?asked: ((?:'[a-z-]+'(?: \| )?)+|why)/g)) {
    // What is told of an event is one of these two.
    const names = value === 'why' ? [un ? 'concern' : 'decision'] : (value ?? '').replaceAll("'", '').split(' | ');
    for (const name of names) found.add(un ? name : `:${name}`);
  }
  return [...found].sort();
}

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

  it('of each kind it is said how often, and what becomes of more: never more than four within a week', () => {
    for (const [kind, { weekly, more }] of Object.entries(allowances)) {
      if (kind !== 'duty') expect(weekly ?? Number.POSITIVE_INFINITY, kind).toBeLessThanOrEqual(4);
      // What nobody sends again by itself isn't lost.
      if (!switchableKinds.some((one) => one === kind) && kind !== 'question') expect(more, kind).toBe('waits');
    }
  });
});
