import { ENTRIES } from '../../../src/features/figures/entries.ts';
import { entryName } from '../../../src/features/figures/messages.ts';
import { WRITABLE } from '../../../src/features/reports/content/chapters.ts';
import { writableName } from '../../../src/features/reports/messages/documents.ts';
import { findMunicipalities, suggestMoments } from '../../../src/reading/index.ts';
import { translator } from '../../../src/texts/translator.ts';
import type { World } from '../../support/world.ts';
import { lists } from './known.ts';
import { someRelays } from './relays.ts';
import { clear, dictionary, edition, organisations } from './rows.ts';

/** Everything that is suggested for a typed text, and what somebody types to find one. */
export interface Suggested {
  readonly typed?: string;
  readonly entries: readonly { readonly name: string; readonly by: string }[];
}

/** A source from which some command's options suggest values. */
interface SuggestedSource {
  readonly name: string;
  readonly of: readonly string[];
  readonly counts: readonly number[];
  fill(world: World, count: number): Promise<Suggested>;
}

const LENGTHS = [24, 25, 26, 101];
const DAY_MS = 24 * 3_600_000;
const t = translator('fr', 'Europe/Paris');

/** Returns the id of a channel of Slack with this name, made where there is none. */
function channelCalled({ slack, coordinator }: World, name: string): string {
  const known = slack.channelsOf(coordinator.slack.user.id).find((one) => one.name === name);
  return known?.id ?? slack.addChannel({ name }).id;
}

const named = (names: readonly string[]) => names.map((name) => ({ name, by: name }));

/** The lists of forms have these sources, which suggest values too. */
const listed = [
  'events',
  'my-events',
  'cited-events',
  'past-events',
  'themes',
  'meetings',
  'organisations',
  'my-organisations',
  'own-organisations',
  'excludable-members',
  'surveyQuestionnaires',
].map((source): SuggestedSource => {
  const list = lists.find(({ of }) => of.includes(source));
  return {
    name: list?.name ?? '',
    of: [source],
    counts: LENGTHS,
    fill: async (world, count) => ({ entries: named((await list?.fill(world, 'discord', count)) ?? []) }),
  };
});

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const starts = letters.flatMap((one) =>
  letters.flatMap((other) => [one + other, `${one}${other}e`, `${one}${other}a`]),
);

const communesThatBegin = (typed: string) => findMunicipalities(typed, { departments: ['02', '60', '80'] });

let startsByCount: ReadonlyMap<number, string> | null = null;

/** Returns letters with which so many communes begin; nothing without any. */
function lettersOf(count: number): string {
  startsByCount ??= new Map(starts.toReversed().map((start) => [communesThatBegin(start).length, start]));
  return startsByCount.get(count) ?? '';
}

export const suggestedSources: readonly SuggestedSource[] = [
  ...listed,
  {
    name: 'the organisations that may be invited',
    of: ['other-organisations'],
    counts: LENGTHS,
    // A coordinator invites for any organisation, and so sees all.
    async fill(world, count) {
      await clear(world);
      const names = dictionary('Fanfare', count);
      await organisations(world, names);
      return { entries: named(names) };
    },
  },
  {
    name: 'the relays to which a channel is added',
    of: ['relays'],
    // A region ties so many channels at most.
    counts: [24, 25, 26, 45],
    fill: async (world, count) => ({ entries: named(await someRelays(world, count)) }),
  },
  {
    name: 'the relays of which one is cut, each with its channel',
    of: ['relay-ties'],
    counts: [24, 26, 90],
    async fill(world, count) {
      const channels = Array.from({ length: count / 2 }, (_, index) => `canal-${100 + index}`);
      const relays = await someRelays(world, count / 2, (index) => channelCalled(world, channels[index] ?? ''));
      const entries = relays.flatMap((name, index) => [
        { name: `Toute la passerelle « ${name} »`, by: name },
        // They were stored in the opposite order.
        { name: `#${channels[channels.length - 1 - index]} (Slack)`, by: channels[channels.length - 1 - index] ?? '' },
      ]);
      return { entries };
    },
  },
  {
    name: 'the channels of other platforms',
    of: ['relay-elsewhere'],
    // Each other platform offers the channels that were chosen there, four at most.
    counts: [4],
    async fill(world) {
      await clear(world);
      const uses = ['salon permanent', 'salon des annonces', 'salon de la coordination', 'salon des chiffres'];
      return { entries: named(uses.map((use) => `Slack : ${use}`)) };
    },
  },
  {
    name: 'the communes that may be meant',
    of: ['municipalities'],
    // No two or three letters begin just 101 communes there.
    counts: [24, 25, 26, 105],
    async fill(_, count) {
      const typed = lettersOf(count);
      const entries = communesThatBegin(typed).map(({ name, department, departmentName }) => ({
        name: `${name} (${departmentName})`,
        by: `${name} (${department})`,
      }));
      return { typed, entries };
    },
  },
  {
    name: 'the Saturdays of the edition',
    of: ['event-dates'],
    counts: LENGTHS,
    async fill(world, count) {
      await clear(world);
      const id = await edition(world);
      const first = new Date('2026-11-07T17:30:00Z').getTime();
      const days = Array.from({ length: count }, (_, week) => new Date(first + week * 7 * DAY_MS));
      const endsOn = days.at(-1) ?? new Date(first);
      await world.database.prisma.edition.update({ where: { id }, data: { endsOn } });
      const entries = days.map((day) => ({ name: t.date(day), by: `${day.toISOString().slice(0, 10)} 18h30` }));
      return { entries };
    },
  },
  ...[
    { of: 'a day', name: 'the days that may be meant', wholeDays: true, timeRequired: false, count: 3 },
    {
      of: 'an hour',
      name: 'the dates with an hour that may be meant',
      wholeDays: false,
      timeRequired: true,
      count: 15,
    },
  ].map(({ of, name, wholeDays, timeRequired, count }) => ({
    ...{ name, of: [of] },
    // The suggestions are the 1st of each month that begins so, at the usual hours.
    counts: [count],
    async fill({ clock }: World) {
      const typed = '1 j';
      const context = { now: clock.now(), timeZone: 'Europe/Paris', locale: 'fr', wholeDays, timeRequired } as const;
      return { typed, entries: named(suggestMoments(typed, context).map(({ label }) => label)) };
    },
  })),
  {
    name: 'the figures that can be entered, also of a past edition',
    of: ['figures'],
    counts: [ENTRIES.length],
    fill: async () => ({ typed: ' ', entries: named(ENTRIES.map((entry) => entryName(t, entry))) }),
  },
  {
    name: 'the chapters and sentences that can be written',
    of: ['chapters'],
    counts: [WRITABLE.length],
    fill: async () => ({ entries: named(WRITABLE.map((key) => writableName(t, key))) }),
  },
];
