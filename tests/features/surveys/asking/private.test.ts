import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { acceptedEvent, answersOf, launch, organisationOf, readsIn } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const ALONE = "Personne d'autre ne lit cette conversation";
const MODERATED = 'dans un fil du serveur, les personnes qui le modèrent peuvent les lire aussi';
const CONTINUES = 'continue ce questionnaire en privé avec moi';

let world: World;
let number = 0;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await launch(world.coordinator.slack);
});
afterAll(() => world?.close());

/** Creates two members of an organisation that was just asked about its event. */
async function asked(platform: 'slack' | 'discord', coOrganisers: readonly string[] = []) {
  number += 1;
  const ana = world.person(platform, `Ana ${number}`);
  const bilal = world.person(platform, `Bilal ${number}`);
  const organisationId = await organisationOf(world, `Les Jardins ${number}`, [ana, bilal]);
  const given = { organisationId, by: ana, startsAt: '2026-11-09T18:00:00+01:00', coOrganisers };
  const eventId = await acceptedEvent(world, { ...given, title: `Fête ${number}` });
  const { prisma } = world.database;
  const { id: regionId } = await prisma.region.findFirstOrThrow();
  const { id: surveyId } = await prisma.survey.findFirstOrThrow();
  const askedAt = world.clock.now();
  await prisma.questionnaire.create({ data: { regionId, surveyId, kind: 'EVENT', organisationId, eventId, askedAt } });
  await ana.command('/questionnaire repondre');
  expect(ana.read()).toContain('a-t-il eu lieu');
  return { ana, bilal, eventId };
}

describe('who can read is said as it is where it is asked', () => {
  it('alone with the bot on Slack', async () => {
    const { ana } = await asked('slack');
    expect(ana.read()).toContain(
      `${ALONE}. Vos réponses enregistrées, elles, peuvent être consultées par vos collègues et la coordination (CRESS).`,
    );
    expect(ana.sees('Répondre en privé')).toBe(false);
  });

  it('in the thread of an organisation on Discord, where moderators may read, and others who organise with it', async () => {
    const other = await organisationOf(world, 'Le Fournil', [world.person('discord', 'Nino')]);
    const { ana } = await asked('discord', [other]);
    expect(ana.read()).toContain(
      'Vos collègues, les structures qui co-organisent et la coordination (CRESS) lisent vos réponses',
    );
    expect(ana.read()).toContain(MODERATED);
    expect(ana.read()).not.toContain(ALONE);
    expect(ana.sees('Répondre en privé')).toBe(true);
  });

  it('to a coordinator who answers for an organisation', async () => {
    const { eventId } = await asked('discord');
    const { title } = await world.database.prisma.event.findUniqueOrThrow({ where: { id: eventId } });
    const driss = world.coordinator.discord;
    await driss.command('/questionnaire saisir', { questionnaire: title });
    expect(driss.read()).toContain(
      `${ALONE}. Les réponses enregistrées, elles, peuvent être consultées par la structure et la coordination (CRESS).`,
    );
  });
});

describe('whoever wishes to answer in private, on Discord', () => {
  let ana: Person;
  let bilal: Person;
  let eventId: string;
  beforeEach(async () => {
    ({ ana, bilal, eventId } = await asked('discord'));
  });

  async function inPrivate(): Promise<void> {
    await ana.press('Répondre en privé');
    expect(ana.read()).toContain('Je vous écris en privé');
    await world.runDue();
  }

  it('is asked there what is left, and the thread says so once, without answers', async () => {
    await ana.press('Oui');
    await inPrivate();
    expect(readsIn(ana, 'direct')).toContain(ALONE);
    expect(readsIn(ana, 'direct')).toContain('Combien de personnes');
    expect(readsIn(ana, 'direct')).not.toContain('Question 1 sur 4');
    expect(readsIn(bilal, 'thread')).toContain(`Ana ${number} ${CONTINUES}`);
    expect(readsIn(bilal, 'thread')).not.toContain('Combien de personnes');

    await ana.say('une quarantaine');
    await ana.press('Non');
    await ana.press('Moitié-moitié');
    expect(readsIn(ana, 'direct')).toContain('Tout est enregistré');
    expect(await answersOf(world, { eventId })).toMatchObject({
      held: { option: 'yes' },
      attendance: { value: 40 },
      officials: { option: 'no' },
    });
    const thread = readsIn(bilal, 'thread');
    expect(thread).not.toContain('quarantaine');
    expect(thread).not.toContain('Moitié-moitié');
    expect(thread.split(CONTINUES)).toHaveLength(2);
  });

  it('changes there what was said in the thread, which then shows it no more', async () => {
    await ana.press('Oui');
    await inPrivate();
    await ana.press('Je ne sais pas');
    await ana.press('Je ne sais pas');
    await ana.press('Je ne sais pas');
    await ana.press('Voir mes réponses');
    await ana.choose('Corriger une réponse', 'a-t-il eu lieu');
    await ana.press('Annulé', { in: 'Réponse actuelle : Oui' });
    expect(await answersOf(world, { eventId })).toMatchObject({ held: { option: 'cancelled' } });
    expect(readsIn(bilal, 'thread')).toContain('→ répondu en privé');
    expect(readsIn(bilal, 'thread')).not.toContain('Annulé');
  });

  it('is reminded there', async () => {
    await inPrivate();
    const { prisma } = world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow();
    const { id } = await prisma.questionnaire.findFirstOrThrow({ where: { eventId } });
    const due = { regionId, kind: 'survey-reminder', subject: `${id}:j3`, dueAt: world.clock.now() };
    await prisma.dueItem.create({ data: due });
    await world.goTo('2026-11-10T11:00:00+01:00');
    expect(readsIn(ana, 'direct')).toContain('Un questionnaire attend votre réponse');
    expect(readsIn(bilal, 'thread')).not.toContain('attend votre réponse');
  });

  it('keeps nobody else from answering: a colleague goes on in the thread, and sees no private answer there', async () => {
    await inPrivate();
    await ana.press('Oui');
    await bilal.press('Répondre aussi');
    expect(readsIn(bilal, 'thread')).toContain('Combien de personnes');
    await ana.say('7913');
    expect(readsIn(bilal, 'thread')).toContain('→ répondu en privé');
    expect(readsIn(bilal, 'thread')).not.toContain('7913');
    // Everybody reads what is said in the thread.
    await bilal.press('Continuer');
    await bilal.press('Oui', { in: 'Des élus locaux' });
    expect(readsIn(ana, 'direct')).toContain('→ Oui');
    expect(await answersOf(world, { eventId })).toMatchObject({
      attendance: { value: 7913 },
      officials: { option: 'yes' },
    });
  });

  it('is told how to open their direct messages where they are closed, and nothing is lost', async () => {
    world.discord.acceptDirectMessages(ana.user.id, false);
    await inPrivate();
    const thread = readsIn(ana, 'thread');
    expect(thread).toContain(`Ana ${number}, Discord ne me laisse pas vous écrire en privé`);
    expect(thread).toContain('autorisez les messages privés');
    expect(thread).not.toContain(CONTINUES);
    await ana.press('Oui');
    expect(await answersOf(world, { eventId })).toMatchObject({ held: { option: 'yes' } });
    expect(readsIn(ana, 'thread')).toContain('Combien de personnes');

    world.discord.acceptDirectMessages(ana.user.id, true);
    await inPrivate();
    await ana.say('une quarantaine');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 40 } });
  });
});
