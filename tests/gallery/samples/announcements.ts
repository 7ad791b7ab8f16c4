import type { Announcement, Echo } from '../../../src/features/announcements/announcement.ts';
import { type Audience, unrestrictedAudience } from '../../../src/features/announcements/audience.ts';
import type { Composing } from '../../../src/features/announcements/composing.ts';
import { MAX_LABEL, MAX_LINKS } from '../../../src/features/announcements/links.ts';
import { audienceMessage, organisationsMessage } from '../../../src/features/announcements/messages/audience.ts';
import { composerMessage } from '../../../src/features/announcements/messages/composer.ts';
import {
  announcementReminder,
  copyMessage,
  copyPreview,
  previewFromNation,
} from '../../../src/features/announcements/messages/copy.ts';
import {
  abandonedMessage,
  announcementList,
  heldBackNotice,
  scheduledMessage,
  sentMessage,
} from '../../../src/features/announcements/messages/outcome.ts';
import {
  acknowledgedMessage,
  announcementStateMessage,
  announcementWithdrawnMessage,
  callsMessage,
  confirmRemindingUnread,
  confirmWithdrawing,
  correctedMessage,
  remindedMessage,
  retriedMessage,
  watchedMessage,
} from '../../../src/features/announcements/messages/state.ts';
import type { AnnouncementState } from '../../../src/features/announcements/state.ts';
import type { Given, Samples } from '../sample.ts';
import { at, file, id, person, poster, region } from './facts.ts';
import { leaving, leavingLater } from './leaving.ts';

const announcement = (given: Given, changes: Partial<Announcement> = {}): Announcement => ({
  id: id(900),
  text: given.say('Les affiches sont arrivées : venez les prendre à Amiens avant vendredi.', 3_000),
  links: given.several(1, MAX_LINKS, (index) =>
    given.extreme
      ? { label: given.say('', MAX_LABEL), url: `https://exemple.fr/${index}/${'tres-long/'.repeat(40)}` }
      : { label: "S'inscrire", url: 'https://exemple.fr/affiches' },
  ),
  files: given.several(2, 10, (index) =>
    index === 0 ? poster(given, 910) : file(given, 'Plan.pdf', 'application/pdf', 90_000, 910 + index),
  ),
  audience: unrestrictedAudience,
  places: ['channels'],
  remindAfter: null,
  urgent: false,
  status: 'DRAFT',
  dueAt: null,
  author: { id: id(5), name: person(given, 'Claire') },
  sentBy: id(5),
  wordedBy: null,
  createdAt: at('03T10:00'),
  leftAt: null,
  correctedAt: null,
  withdrawnAt: null,
  remindedAt: null,
  ...changes,
});

const left = (given: Given, changes: Partial<Announcement> = {}) =>
  announcement(given, { status: 'LEFT', leftAt: at('03T10:05'), ...changes });

const echo: Echo = { read: 12, readByRecipients: 11, relayed: 3, reach: { value: 240, precision: 'estimated' } };
const silence: Echo = { read: 0, readByRecipients: 0, relayed: 0, reach: null };

const organisations = (given: Given) =>
  given.several(3, 75, (index) => ({
    id: id(950 + index),
    name: given.say(['Le Moulin', 'La Ruche', 'Écluse'][index] ?? '', 100),
  }));

const chosen = (given: Given): Audience => ({
  departments: ['02', '80'],
  themes: given.several(1, 20, (index) => id(20 + index)),
  roles: ['delegate', 'organiser'],
  organisations: given.several(1, 40, (index) => id(950 + index)),
  platforms: ['slack'],
  situations: ['noAnswer', 'noKit'],
});

const composing = (given: Given, changes: Partial<Composing> = {}): Composing => {
  const themes = given.several(2, 25, (index) => ({
    id: id(20 + index),
    name: given.say(['Alimentation', 'Emploi'][index] ?? '', 80),
  }));
  const all = organisations(given);
  return {
    announcement: announcement(given),
    region: region(given),
    people: given.several(12, 400, (index) => ({
      ...{ personId: id(index), name: 'Ana', departments: [], themes: [], roles: [], organisations: [] },
      ...{ platforms: [], noAnswer: false, noKit: false, unwilling: false },
    })),
    copies: { channels: 2, organisations: 2, direct: 6, rooms: 4 },
    unreached: 0,
    offered: {
      departments: ['02', '60', '80'],
      themes,
      situations: ['noAnswer', 'noKit'],
      platforms: ['slack', 'discord'],
      organisations: all,
    },
    names: new Map([...themes, ...all].map((one) => [one.id, one.name])),
    limited: false,
    ...changes,
  };
};

const state = (given: Given, changes: Partial<AnnouncementState> = {}): AnnouncementState => ({
  announcement: left(given),
  recipients: 20,
  sent: 14,
  waiting: 2,
  held: 3,
  unknown: 1,
  later: 3,
  unreached: 2,
  refused: [
    {
      reason: 'direct-messages-closed',
      copies: 2,
      people: given.several(2, 60, (index) => person(given, ['Ana Petit', 'Léo Roux'][index])),
      channels: [],
    },
    { reason: 'not-in-channel', copies: 1, people: [], channels: ['discord'] },
    { reason: 'something-new', copies: 1, people: [person(given, 'Inès Faure')], channels: [] },
    { reason: 'user-gone', copies: 2, people: [], channels: [] },
  ],
  echo,
  ...changes,
});

const quiet: Partial<AnnouncementState> = {
  waiting: 0,
  held: 0,
  unknown: 0,
  later: 0,
  unreached: 0,
  refused: [],
  echo: silence,
};

export const announcements: Samples = {
  composerMessage: {
    'as it begins': (given) => composerMessage(given.t, composing(given)),
    'with every criterion': (given) =>
      composerMessage(
        given.t,
        composing(given, {
          announcement: announcement(given, {
            audience: chosen(given),
            places: ['channels', 'organisations', 'people'],
            remindAfter: 2,
            dueAt: at('10T09:00'),
          }),
          unreached: 2,
        }),
        given.t.text('announcements.write.done'),
      ),
    scheduled: (given) =>
      composerMessage(
        given.t,
        composing(given, { announcement: announcement(given, { status: 'SCHEDULED', dueAt: at('10T09:00') }) }),
      ),
    urgent: (given) =>
      composerMessage(given.t, composing(given, { announcement: announcement(given, { urgent: true }) })),
    'held back': (given) =>
      composerMessage(
        given.t,
        composing(given, {
          announcement: announcement(given, { status: 'SCHEDULED', dueAt: at('10T09:00'), sentBy: null }),
        }),
      ),
    'for nobody': (given) =>
      composerMessage(
        given.t,
        composing(given, { people: [], copies: { channels: 0, organisations: 0, direct: 0, rooms: 0 } }),
      ),
    'for a delegate': (given) =>
      composerMessage(
        given.t,
        composing(given, {
          announcement: announcement(given, { places: ['organisations', 'people'] }),
          copies: { channels: 0, organisations: 1, direct: 1, rooms: 1 },
          limited: true,
        }),
      ),
  },
  audienceMessage: {
    'as it begins': (given) => audienceMessage(given.t, composing(given)),
    'with every criterion': (given) =>
      audienceMessage(given.t, composing(given, { announcement: announcement(given, { audience: chosen(given) }) })),
  },
  organisationsMessage: {
    'none chosen': (given) => organisationsMessage(given.t, composing(given)),
    'some chosen': (given) =>
      organisationsMessage(
        given.t,
        composing(given, { announcement: announcement(given, { audience: chosen(given) }) }),
      ),
  },
  previewFromNation: (given) => previewFromNation(given.t, announcement(given), person(given, 'Nadia')),
  copyPreview: {
    here: (given) => copyPreview(given.t, announcement(given), region(given)),
    urgent: (given) => copyPreview(given.t, announcement(given, { urgent: true }), region(given)),
    'elsewhere too': (given) =>
      copyPreview(given.t, announcement(given), region(given), { platform: 'discord', sent: true }),
    'elsewhere once accounts are linked': (given) =>
      copyPreview(given.t, announcement(given), region(given), { platform: 'slack', sent: false }),
  },
  copyMessage: {
    'in a channel': (given) => copyMessage(given.t, left(given), { region: region(given), echo }),
    'in a channel, not read yet': (given) =>
      copyMessage(given.t, left(given), { region: region(given), echo: silence }),
    'read, not passed on': (given) =>
      copyMessage(given.t, left(given), {
        region: region(given),
        echo: { read: 1, readByRecipients: 1, relayed: 0, reach: null },
      }),
    'in private, corrected': (given) =>
      copyMessage(given.t, left(given, { correctedAt: at('03T11:00'), links: [], files: [] }), {
        region: region(given),
        echo: null,
      }),
  },
  announcementReminder: (given) => announcementReminder(given.t, left(given), region(given)),
  scheduledMessage: {
    'for many': (given) =>
      scheduledMessage(given.t, composing(given, { announcement: announcement(given, { dueAt: at('10T09:00') }) })),
    'for nobody yet': (given) =>
      scheduledMessage(
        given.t,
        composing(given, { announcement: announcement(given, { dueAt: at('10T09:00') }), people: [] }),
      ),
  },
  sentMessage: {
    one: (given) => sentMessage(given.t, { waiting: 1, held: 0, later: 0, away: [], channels: [], urgent: false }),
    many: (given) =>
      sentMessage(given.t, {
        ...{ waiting: 4, held: 12, later: 2, away: [], channels: ['slack', 'discord'] as const, urgent: false },
        organisations: ['Le Fournil', 'La Ruche'],
      }),
    'all by night': (given) =>
      sentMessage(given.t, { waiting: 0, held: 12, later: 1, away: [], channels: [], urgent: true }),
    'while a platform is away': (given) =>
      sentMessage(given.t, { waiting: 4, held: 0, later: 0, away: ['slack'], channels: ['discord'], urgent: false }),
  },
  heldBackNotice: {
    'to the coordinators': (given) =>
      heldBackNotice(given.t, announcement(given, { dueAt: at('10T09:00') }), {
        name: person(given, 'Léo Roux'),
        reason: 'role',
      }),
    'of somebody who has left': (given) =>
      heldBackNotice(given.t, announcement(given, { dueAt: at('10T09:00') }), {
        name: person(given, 'Léo Roux'),
        reason: 'gone',
      }),
    'after its day': (given) =>
      heldBackNotice(given.t, announcement(given, { dueAt: at('10T09:00') }), {
        name: person(given, 'Léo Roux'),
        reason: 'late',
      }),
  },
  abandonedMessage: (given) => abandonedMessage(given.t, announcement(given)),
  announcementList: {
    none: (given) => announcementList(given.t, []),
    several: (given) =>
      announcementList(
        given.t,
        given.several(4, 25, (index) =>
          announcement(given, {
            id: id(900 + index),
            ...([
              { status: 'LEFT', leftAt: at('03T10:05') },
              { status: 'SCHEDULED', dueAt: at('10T09:00') },
              { status: 'WITHDRAWN', withdrawnAt: at('04T10:00') },
            ][index] as Partial<Announcement> | undefined),
          }),
        ),
      ),
  },
  announcementStateMessage: {
    'under way': (given) => announcementStateMessage(given.t, state(given), { live: null }),
    'kept up to date': (given) => announcementStateMessage(given.t, state(given), { live: at('03T10:09') }),
    'all arrived': (given) =>
      announcementStateMessage(
        given.t,
        state(given, {
          ...quiet,
          announcement: left(given, { correctedAt: at('03T11:00'), remindedAt: at('05T10:05') }),
        }),
        { live: at('05T10:09') },
      ),
    'to nobody': (given) =>
      announcementStateMessage(given.t, state(given, { ...quiet, recipients: 0, sent: 0 }), { live: null }),
    withdrawn: (given) =>
      announcementStateMessage(
        given.t,
        state(given, { ...quiet, announcement: left(given, { status: 'WITHDRAWN', withdrawnAt: at('04T10:00') }) }),
        { live: null },
      ),
  },
  callsMessage: {
    nobody: (given) => callsMessage(given.t, left(given), []),
    some: (given) =>
      callsMessage(
        given.t,
        left(given),
        given.several(4, 120, (index) => ({
          name: person(given, ['Ana Petit', 'Léo Roux', 'Inès Faure', 'Noé Blanc'][index]),
          organisations: index === 1 ? [] : [given.say('Le Moulin', 100)],
          reason: (['direct-messages-closed', 'user-gone'] as const)[index] ?? null,
        })),
      ),
  },
  retriedMessage: {
    none: (given) => retriedMessage(given.t, { copies: 0, later: 0, urgent: false }),
    one: (given) => retriedMessage(given.t, { copies: 1, later: 0, urgent: false }),
    allInAFullWeek: (given) => retriedMessage(given.t, { copies: 0, later: 1, urgent: false }),
    several: (given) => retriedMessage(given.t, { copies: 3, later: 2, urgent: true }),
  },
  confirmRemindingUnread: {
    nobody: (given) => confirmRemindingUnread(given.t, left(given), []),
    some: (given) =>
      confirmRemindingUnread(
        given.t,
        left(given),
        Array.from({ length: 14 }, (_, at) => ({
          name: given.say(`Personne ${at + 1}`, 60),
          organisations: [],
          reason: null,
        })),
      ),
  },
  remindedMessage: {
    nobody: (given) => remindedMessage(given.t, leaving(0)),
    some: (given) => remindedMessage(given.t, leaving(7)),
    'by night': (given) => remindedMessage(given.t, leavingLater(0, 7)),
    'some by night': (given) => remindedMessage(given.t, leavingLater(1, 1)),
  },
  confirmWithdrawing: {
    'before any arrived': (given) => confirmWithdrawing(given.t, { state: state(given), copies: 0, doubtful: 0 }),
    'many copies': (given) => confirmWithdrawing(given.t, { state: state(given), copies: 16, doubtful: 1 }),
  },
  announcementWithdrawnMessage: {
    'none arrived': (given) => announcementWithdrawnMessage(given.t, { copies: 0, doubtful: 0 }),
    many: (given) => announcementWithdrawnMessage(given.t, { copies: 16, doubtful: 2 }),
  },
  correctedMessage: {
    'none arrived': (given) => correctedMessage(given.t, { copies: 0, doubtful: 0 }),
    one: (given) => correctedMessage(given.t, { copies: 1, doubtful: 0 }),
    many: (given) => correctedMessage(given.t, { copies: 16, doubtful: 2 }),
  },
  watchedMessage: {
    'now on': (given) => watchedMessage(given.t, leaving(1)),
    already: (given) => watchedMessage(given.t, leaving(0)),
  },
  acknowledgedMessage: {
    read: (given) => acknowledgedMessage(given.t, 'read', null),
    'passed on': (given) => acknowledgedMessage(given.t, 'relayed', given.t.quantity(60, 'estimated')),
    'passed on, not told to how many': (given) => acknowledgedMessage(given.t, 'relayed', null),
  },
};
