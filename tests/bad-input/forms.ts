import { randomUUID } from 'node:crypto';
import { UNTOLD_FIGURES } from '../../scripts/attack/forging/untold-figures.ts';
import type { AnyAction, AnyCommand } from '../../src/access/operation/context.ts';
import { regionById } from '../../src/access/region/region-store.ts';
import { type FieldDefinition, fieldsOf } from '../../src/chat/form.ts';
import { actions, button, message } from '../../src/chat/message.ts';
import { composeRegistry } from '../../src/composition.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { send } from '../../src/delivery/outbox/index.ts';
import { findingKey } from '../../src/features/reports/findings/words.ts';
import type { Person } from '../../src/playground/person.ts';
import { type TextKey, textIn } from '../../src/texts/index.ts';
import type { World } from '../support/world.ts';

const { commands, actions: buttons } = composeRegistry();
const typed = ({ kind, hidden }: FieldDefinition) =>
  hidden !== true && (kind === 'text' || kind === 'longText' || kind === 'moment');

export const nameOf = (form: AnyCommand | AnyAction): string =>
  'path' in form ? `/${form.path.fr.join(' ')}` : form.name;

/** Returns its fields into which text can be typed. */
export const typedFields = ({ input }: AnyCommand | AnyAction): readonly FieldDefinition[] =>
  fieldsOf(input).filter(typed);

/** Commands that show something without asking: their form opens by the button that is given here, which has one of its own. */
const behind: Readonly<Record<string, string>> = { '/equipe journal': 'journal-filter' };

/** Every form of the bot into which text can be typed. */
export const forms: readonly (AnyCommand | AnyAction)[] = [...commands, ...buttons].filter(
  (one) => one.form !== 'never' && typedFields(one).length > 0 && !(nameOf(one) in behind),
);

/** The things in the region that the forms are about, and the person of each platform who fills them in. */
export interface Setting {
  readonly world: World;
  readonly regionId: string;
  readonly editionId: string;
  readonly organisationId: string;
  /** The same person is coordinator and organiser: nothing is refused for who they are. */
  readonly person: Person;
  readonly personId: string;
  /** The survey's conversation with them about their organisation. */
  readonly conversationId: string;
}

/** Stores a new event of theirs. Returns its id. */
export async function event(setting: Setting, status: 'PROPOSED' | 'QUESTIONED' | 'ACCEPTED') {
  const { world, regionId, editionId, organisationId, personId } = setting;
  const at = world.clock.now();
  const { _max } = await world.database.prisma.event.aggregate({ _max: { number: true } });
  const number = (_max.number ?? 0) + 1;
  const { id } = await world.database.prisma.event.create({
    data: {
      ...{ regionId, editionId, organisationId, number, status, proposedById: personId, proposedAt: at, updatedAt: at },
      ...{ title: `Fête ${number}`, pitch: 'Venez.', venue: 'Mairie', municipality: 'Amiens', department: '80' },
      ...{
        contact: 'Ana',
        decidedAt: status === 'ACCEPTED' ? at : null,
        statusNote: status === 'QUESTIONED' ? 'Qui ?' : null,
      },
      occurrences: { create: [{ regionId, startsAt: new Date('2026-11-28T14:00:00+01:00') }] },
    },
  });
  await leaveRoom(setting);
  return id;
}

/** The most events of an edition: with more than a form's list holds, they would be asked for in a message before it opens. */
const MOST_EVENTS = 20;

/** Moves the oldest events into an edition of long ago, where there are many. */
async function leaveRoom({ world, regionId, editionId }: Setting): Promise<void> {
  const { edition, event: events } = world.database.prisma;
  const old = await events.findMany({ where: { editionId }, orderBy: { number: 'desc' }, skip: MOST_EVENTS });
  if (old.length === 0) return;
  const days = { startsOn: new Date('2019-11-01'), endsOn: new Date('2019-11-30') };
  const longAgo = { regionId, year: 2019, name: "Mois de l'ESS 2019", ...days, status: 'CLOSED' } as const;
  const { id } =
    (await edition.findFirst({ where: { regionId, year: 2019 } })) ??
    (await edition.create({ data: { ...longAgo, openedAt: world.clock.now() } }));
  await events.updateMany({ where: { id: { in: old.map((one) => one.id) } }, data: { editionId: id } });
}

async function meeting({ world, regionId, personId }: Setting): Promise<string> {
  const at = world.clock.now();
  const startsAt = new Date('2026-12-01T14:00:00+01:00');
  const { id } = await world.database.prisma.meeting.create({
    data: {
      ...{
        regionId,
        title: 'Préparation',
        startsAt,
        venue: 'Amiens',
        status: 'SCHEDULED',
        createdById: personId,
        createdAt: at,
      },
    },
  });
  return id;
}

async function announcement({ world, regionId, personId }: Setting, status: 'DRAFT' | 'LEFT'): Promise<string> {
  const at = world.clock.now();
  const places = { places: ['channels'], audience: {}, fileIds: [], leftAt: status === 'LEFT' ? at : null };
  const { id } = await world.database.prisma.announcement.create({
    data: { regionId, text: 'Venez nombreux', status, ...places, createdById: personId, createdAt: at },
  });
  return id;
}

/** Stores a list of more than one page, as it is kept for the person it was shown to. */
async function longList({ world, regionId, personId }: Setting): Promise<string> {
  const createdAt = world.clock.now();
  const options = Array.from({ length: 101 }, (_, at) => ({ value: `${at}`, label: `Fanfare ${at}` }));
  const list = { kind: 'select', action: 'member-list', placeholder: 'Structure', options, max: 1 };
  const kept = JSON.stringify({ blocks: [{ kind: 'actions', controls: [list] }] });
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  const { id } = await world.database.prisma.conversation.create({
    data: { regionId, personId, about: 'list:', status: 'OPEN', values: { kept, room: '25' }, createdAt, expiresAt },
  });
  return id;
}

/** Stores a conversation of theirs about an event. Returns its id. */
async function eventConversation(setting: Setting): Promise<string> {
  const { world, regionId, organisationId, personId } = setting;
  const { survey, questionnaire, surveyConversation } = world.database.prisma;
  const at = world.clock.now();
  const { id: surveyId } = await survey.findFirstOrThrow();
  const eventId = await event(setting, 'ACCEPTED');
  const asked = { regionId, surveyId, kind: 'EVENT' as const, organisationId, eventId, askedAt: at };
  const { id: questionnaireId } = await questionnaire.create({ data: asked });
  const { id } = await surveyConversation.create({
    data: { regionId, questionnaireId, personId, platform: 'slack', deliveryKey: randomUUID(), openedAt: at },
  });
  return id;
}

/** Stores a bilan that they are asked to read. Returns its id. */
async function reviewed({ world, regionId, editionId, personId }: Setting): Promise<string> {
  const at = world.clock.now();
  const told = { figures: UNTOLD_FIGURES, words: {}, outline: {}, fileIds: [] };
  const { id } = await world.database.prisma.reportReview.create({
    data: {
      ...{ regionId, editionId, version: 1, ...told, askedById: personId, askedAt: at },
      readers: { create: { regionId, personId, addedAt: at } },
    },
  });
  return id;
}

/** Stores a reference of their press review. Returns its id. */
async function reference({ world, regionId, editionId, organisationId, personId }: Setting): Promise<string> {
  const told = { outlet: 'Le Courrier', kind: 'PRESS', publishedOn: '2026-11-12', title: 'Le Mois' } as const;
  const { id } = await world.database.prisma.mediaMention.create({
    data: { regionId, editionId, organisationId, ...told, enteredById: personId, enteredAt: world.clock.now() },
  });
  return id;
}

async function nationCall({ world, regionId, personId }: Setting): Promise<string> {
  const written = { text: 'Vos fichiers avant le 15', writtenById: personId, writtenAt: world.clock.now() };
  const { id } = await world.database.prisma.nationCall.create({ data: { regionId, status: 'draft', ...written } });
  return id;
}

async function enquiry({ world, regionId, personId, conversationId }: Setting): Promise<string> {
  const { surveyConversation, surveyEnquiry } = world.database.prisma;
  const { questionnaireId } = await surveyConversation.findUniqueOrThrow({ where: { id: conversationId } });
  const asked = { question: 'idea', askedById: personId, text: 'De quoi ?', askedAt: world.clock.now() };
  const { id } = await surveyEnquiry.create({ data: { regionId, questionnaireId, conversationId, ...asked } });
  return id;
}

/** Enters a budget that its lines don't make. Returns the key of what is found of it. */
async function wrongBudget({ world, regionId, editionId, personId }: Setting): Promise<string> {
  const entered = { regionId, editionId, precision: 'EXACT', enteredById: personId } as const;
  await world.database.prisma.figure.deleteMany();
  await world.database.prisma.figure.createMany({
    data: [
      { ...entered, key: 'budget', value: 100, enteredAt: world.clock.now() },
      { ...entered, key: 'budget.Région', value: 50, enteredAt: world.clock.now() },
    ],
  });
  return `${editionId}/${findingKey({ id: 'sum-mismatch:budget' })}`;
}

/** Returns what the button of a form carries besides its name. */
const keys: Readonly<Record<string, (setting: Setting) => Promise<string> | string>> = {
  'announcement-correct': (setting) => announcement(setting, 'LEFT'),
  'announcement-relay': (setting) => announcement(setting, 'LEFT'),
  'announcement-when': (setting) => announcement(setting, 'DRAFT'),
  'announcement-write': (setting) => announcement(setting, 'DRAFT'),
  'event-ask': (setting) => event(setting, 'PROPOSED'),
  'event-refuse': (setting) => event(setting, 'PROPOSED'),
  'queue-ask': (setting) => event(setting, 'PROPOSED'),
  'queue-refuse': (setting) => event(setting, 'PROPOSED'),
  'event-complete': (setting) => event(setting, 'ACCEPTED'),
  'finding-event': (setting) => event(setting, 'ACCEPTED'),
  'event-edit': (setting) => event(setting, 'ACCEPTED'),
  'event-answer': (setting) => event(setting, 'QUESTIONED'),
  'event-postpone': (setting) => event(setting, 'ACCEPTED'),
  'event-cancel': (setting) => event(setting, 'ACCEPTED'),
  'event-duplicate': (setting) => event(setting, 'ACCEPTED'),
  'survey-postpone': (setting) => event(setting, 'ACCEPTED'),
  'meeting-move': meeting,
  'organisation-create': () => '',
  'link-code': () => '',
  'quiet-hours': () => '',
  'setup-change': () => '',
  'finding-note': wrongBudget,
  'finding-figure': wrongBudget,
  'bilan-sentence': async (setting) => {
    // Without an event there is nothing to be said of events; with many, lists become too long for a form.
    const accepted = { editionId: setting.editionId, status: 'ACCEPTED' } as const;
    if ((await setting.world.database.prisma.event.count({ where: accepted })) === 0) await event(setting, 'ACCEPTED');
    return `${setting.editionId}/events/events`;
  },
  'bilan-review': ({ editionId }) => editionId,
  'press-add': () => '',
  'press-correct': reference,
  'bilan-comment': reviewed,
  'bilan-write': ({ editionId }) => `${editionId}/chapter:essential`,
  'nation-call-write': nationCall,
  'survey-write': ({ conversationId }) => `${conversationId}/siteLinkAddress`,
  'survey-write-long': ({ conversationId }) => `${conversationId}/idea`,
  'survey-ask': ({ conversationId }) => `${conversationId}/idea`,
  'survey-reply': enquiry,
  'survey-all-event': eventConversation,
  'survey-all-organisation': ({ conversationId }) => conversationId,
  'survey-media': ({ conversationId }) => `${conversationId}/coverageItems`,
  'relay-offered': () => '',
  'journal-filter': () => '',
  seek: async (setting) => `${await longList(setting)}/0`,
};

/** Returns the label of the button below a review that leads back to the form. */
export const correctOf = ({ correct = 'common.form.correct' }: AnyCommand | AnyAction) =>
  textIn('fr', correct as TextKey);

/** Opens a form as people do: by its command, or a button that carries what it is about. */
export async function open(form: AnyCommand | AnyAction, setting: Setting): Promise<void> {
  const { world, person, regionId } = setting;
  await putSurvey(setting, nameOf(form) === '/questionnaire lancer' ? 'away' : 'back');
  if (['/passerelle lier', 'relay-offered'].includes(nameOf(form))) await freeChannels(setting);
  if ('path' in form) {
    await person.command(`/${form.path.fr.join(' ')}`);
    await putRight();
    return;
  }
  const key = keys[form.name];
  if (!key) throw new Error(`the form "${form.name}" has a button whose key nothing here tells: add it`);
  const pressed = button(`${form.name}:${await key(setting)}`, 'Ouvrir ce formulaire');
  const region = await regionById(world.database, regionId);
  if (!region) throw new Error('no region');
  const { channel } = person.place;
  const target = { kind: 'channel', platform: person.platform.name, channel } as const;
  await inTransaction(world.database, (tx) =>
    send({ tx, region, now: world.clock.now() }, { key: randomUUID(), target, message: message(actions(pressed)) }),
  );
  await world.settle();
  await person.press('Ouvrir ce formulaire');
  await putRight();

  /** Where nothing has to be filled in, the form is where it can be put right. */
  async function putRight(): Promise<void> {
    const correct = correctOf(form);
    if (person.sees(correct)) await person.press(correct);
  }
}

/** Cuts everything off its relay: the channels of the whole year are offered again, so that nothing but text is left to fill in. */
async function freeChannels({ world }: Setting): Promise<void> {
  await world.database.prisma.relayChannel.updateMany({ where: { cutAt: null }, data: { cutAt: world.clock.now() } });
}

/**
 * Moves the survey to the edition that the form needs: it is launched once, while that of another year is closed, and everything
 * asked about it comes after that.
 */
async function putSurvey({ world, regionId, editionId }: Setting, where: 'away' | 'back'): Promise<void> {
  const { edition, survey } = world.database.prisma;
  const past = { regionId, year: 2025 };
  await survey.updateMany({ data: { editionId, closedAt: null } });
  await edition.deleteMany({ where: past });
  if (where === 'back') return;
  const days = { startsOn: new Date('2025-11-01'), endsOn: new Date('2025-11-30') };
  const name = "Mois de l'ESS 2025";
  const { id } = await edition.create({
    data: { ...past, name, ...days, status: 'CLOSED', openedAt: world.clock.now() },
  });
  await survey.updateMany({ data: { editionId: id, closedAt: world.clock.now() } });
}
