import { z } from 'zod';
import type { Departure } from '../../access/contacts/departure.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import type { Deed, JournalVerb } from '../../access/journal/entry.ts';
import { enforceLimit } from '../../access/operation/limits.ts';
import { type Operation, operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { regionWords } from '../../access/region/region-scope.ts';
import { runs } from '../../chat/interaction.ts';
import { readEach, UserError } from '../../chat/user-error.ts';
import { departureToOrganisations, departureUnder, tellChannels } from '../../delivery/outbox/index.ts';
import { fold, readName, readQuantity, skeleton } from '../../reading/index.ts';
import type { Locale } from '../../texts/index.ts';
import type { Worded } from '../menu/waits.ts';
import type { Edition, ObjectivesSet, OpenedEdition } from './edition.ts';
import { openedAnnouncement } from './messages.ts';
import { currentEdition, latestEdition } from './queries.ts';
import { holdsNothing } from './removal-store.ts';
import {
  editionDays,
  firstOpenableYear,
  isAnnounced,
  lastOpenableYear,
  openedKey,
  readYear,
  targetFigures,
} from './rules.ts';
import {
  type ClosedEdition,
  type EditionClosedHook,
  type EditionClosing,
  editionClosedKey,
  type StillOpen,
} from './still-open.ts';
import { editionStore } from './store.ts';

const nothing = z.object({});
const priority = z.enum(['BELONGING', 'GENERAL_PUBLIC']);
/** The way in which the announcement channels are told of accepted events. */
const acceptances = z.enum(['DAILY', 'NONE']);

/** Returns what the journal says of an edition. */
function editionDeed(verb: JournalVerb, { id, name }: Edition): Deed {
  return { verb, object: { kind: 'edition', id, name } };
}

/** Opens the year's edition and announces it in the announcement channels. Only one is open at a time. */
export const openYear = operation({
  name: 'editions.open',
  who: 'coordinator',
  input: z.object({ year: z.string(), message: z.string().optional(), priority: priority.optional() }),
  async run(scope, { year: typed, message, priority }): Promise<OpenedEdition> {
    const year = readYear(typed);
    const last = lastOpenableYear(scope.now, scope.region.timeZone);
    if (year > last) throw new UserError('editions.errors.farOff', { year: String(year), last: String(last) }, 'year');
    const store = editionStore(scope);
    await store.lock();
    const open = await store.open();
    if (open) throw otherOpen(open);
    if (await store.byYear(year)) throw new UserError('editions.errors.exists', { year: String(year) }, 'year');
    await enforceLimit(scope, 'edition');
    const t = regionWords(scope.region);
    const edition = await store.create({
      year,
      name: t.text('editions.name', { year: String(year) }),
      ...editionDays(year),
      message: message ?? null,
      priority: priority ?? null,
    });
    const isTold = isAnnounced(edition, scope.now, scope.region.timeZone);
    return { edition, leaves: isTold ? await announce(scope, edition) : null };
  },
  journal: { deeds: ({ edition }) => editionDeed('editions.journal.opened', edition) },
});

function otherOpen({ year }: Edition): UserError {
  const close = { action: runs(['edition', 'cloturer']), label: 'editions.close.button' };
  return new UserError('editions.errors.otherOpen', { year: String(year) }, null, [close]);
}

/**
 * Returns the year most likely meant by somebody who opens an edition: the year after the latest one, otherwise this
 * year.
 */
export const yearToOpen = operation({
  name: 'editions.yearToOpen',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<number> {
    const latest = await editionStore(scope).latest();
    return firstOpenableYear(latest, scope.now, scope.region.timeZone);
  },
});

/** Tells the announcement channels that an edition is open. Returns how the messages leave. */
async function announce(scope: Scope, edition: Edition): Promise<Departure> {
  const channels = await directory(scope).channels('announcements');
  const key = openedKey(edition);
  await tellChannels(scope, channels, key.slice(0, -1), (t, { platform }) =>
    openedAnnouncement(t, edition, scope.region, platform),
  );
  return departureUnder(scope, key);
}

/** Returns the open edition, otherwise the latest one. */
export const viewEdition = operation({
  name: 'editions.view',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: (scope): Promise<Edition> => latestEdition(scope),
});

/** Shows the edition that would be closed, and what isn't over in it. */
export type ViewClosing = Operation<typeof nothing, EditionClosing>;

/** Returns the operation that shows the open edition, otherwise the latest one, with what these find in it that isn't over. */
export function viewClosingOperation(all: () => readonly StillOpen[]): ViewClosing {
  return operation({
    name: 'editions.viewClosing',
    who: 'coordinator',
    looks: true,
    input: nothing,
    async run(scope) {
      const edition = await latestEdition(scope);
      const stillOpen: Worded[] = [];
      // One after the other: they share a transaction.
      for (const find of all()) stillOpen.push(...(await find(scope, edition)));
      return { edition, stillOpen, isEmpty: await holdsNothing(scope, edition.id) };
    },
  });
}

export const addTheme = operation({
  name: 'editions.addTheme',
  who: 'coordinator',
  input: z.object({ theme: z.string() }),
  async run(scope, { theme: typed }): Promise<Edition> {
    const theme = readName(typed, 'theme');
    const store = editionStore(scope);
    await store.lock();
    const edition = await currentEdition(scope);
    if (edition.themes.some(({ name }) => fold(skeleton(name)) === fold(skeleton(theme)))) {
      throw new UserError('editions.errors.themeExists', { theme }, 'theme');
    }
    await store.addTheme(edition.id, theme, edition.themes.length);
    return currentEdition(scope);
  },
  journal: {
    deeds: ({ id }, { theme }) => ({
      verb: 'editions.journal.themeNamed',
      object: { kind: 'edition', id, name: theme },
    }),
  },
});

/**
 * Sets the message, the priority, the target of one figure, or how accepted events are announced. Whatever isn't given stays;
 * null takes a message or a priority away.
 */
export const setObjectives = operation({
  name: 'editions.setObjectives',
  who: 'coordinator',
  input: z.object({
    message: z.string().nullish(),
    priority: priority.nullish(),
    figure: z.enum(targetFigures).optional(),
    target: z.string().optional(),
    acceptances: acceptances.optional(),
  }),
  async run(scope, { message, priority, figure, target, acceptances: told }): Promise<ObjectivesSet> {
    const store = editionStore(scope);
    const edition = await currentEdition(scope);
    const [, aim] = await readEach(
      () => refuseHalf(figure, target),
      () => target !== undefined && readTarget(target, scope.actor.locale),
    );
    if (figure && aim !== false) await store.setTarget(edition.id, figure, aim);
    await store.change(edition.id, {
      ...(message === undefined ? {} : { message }),
      ...(priority === undefined ? {} : { priority }),
      ...(told ? { tellsAcceptances: told === 'DAILY' } : {}),
    });
    const former = edition.expectedResults.find((one) => one.figure === figure) ?? null;
    const isOther = former !== null && former.target !== aim;
    return { edition: await currentEdition(scope), former: isOther ? former : null };
  },
  journal: { deeds: ({ edition }) => editionDeed('editions.journal.objectivesSet', edition) },
});

/** Refuses a target of no figure, and a figure without its target. */
function refuseHalf(figure: string | undefined, target: string | undefined): void {
  if ((figure === undefined) === (target === undefined)) return;
  throw new UserError('editions.errors.figureAndTarget', {}, figure ? 'target' : 'figure');
}

function readTarget(typed: string, locale: Locale): number {
  const read = readQuantity(typed, locale);
  if (!read.ok) throw new UserError('editions.errors.target', { typed }, 'target');
  return read.value;
}

const closing = z.object({ id: z.uuid() });

export type CloseEdition = Operation<typeof closing, ClosedEdition>;

/** Returns the operation that closes an edition, and then runs these hooks. */
export function closeEditionOperation(onClosed: () => readonly EditionClosedHook[]): CloseEdition {
  return operation({
    name: 'editions.close',
    who: 'coordinator',
    input: closing,
    async run(scope, { id }): Promise<ClosedEdition> {
      const store = editionStore(scope);
      const edition = await store.byId(id);
      if (!edition) throw new UserError('common.errors.notFound');
      if (!(await store.close(id))) throw new UserError('editions.errors.closed', { year: String(edition.year) });
      for (const hook of onClosed()) await hook(scope, edition);
      const leaves = await departureToOrganisations(scope, editionClosedKey(edition));
      const isTold = leaves.now + leaves.held + leaves.failed > 0;
      return { edition: { ...edition, open: false }, leaves: isTold ? leaves : null };
    },
    journal: { deeds: ({ edition }) => editionDeed('editions.journal.closed', edition) },
  });
}
