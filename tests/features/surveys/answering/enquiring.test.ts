import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import {
  acceptedEvent,
  answersOf,
  askOrganisation,
  launch,
  organisationOf,
  readsIn,
} from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const ASK = 'Demander à la coordination';
const WHAT = 'Les enfants comptent-ils ?';
const REPLY = 'Oui, comptez tout le monde.';

let world: World;
let number = 0;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  await launch(world.coordinator.slack);
});
afterAll(() => world?.close());

const count = (words: string, said: string) => words.split(said).length - 1;

describe.each(platformsInTurn())('a question to the coordinators, from a questionnaire on %s', (platform) => {
  let ana: Person;
  let bilal: Person;
  let eventId: string;
  let name: string;
  const claire = () => world.coordinator.slack;
  const driss = () => world.coordinator.discord;

  beforeEach(async () => {
    number += 1;
    name = `Les Jardins ${number}`;
    ana = world.person(platform, `Ana ${number}`);
    bilal = world.person(platform, `Bilal ${number}`);
    const organisationId = await organisationOf(world, name, [ana, bilal]);
    const given = { organisationId, by: ana, startsAt: '2026-11-09T18:00:00+01:00' };
    eventId = await acceptedEvent(world, { ...given, title: `Fête ${number}` });
    const { prisma } = world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow();
    const { id: surveyId } = await prisma.survey.findFirstOrThrow();
    const asked = { kind: 'EVENT' as const, organisationId, eventId, askedAt: world.clock.now() };
    await prisma.questionnaire.create({ data: { regionId, surveyId, ...asked } });
    await ana.command('/questionnaire repondre');
    await ana.press('Oui', { in: 'a-t-il eu lieu' });
    expect(ana.read()).toContain('Combien de personnes');
  });

  async function ask(what = WHAT): Promise<void> {
    await ana.press(ASK, { in: `Fête ${number}` });
    await ana.fill({ asked: what });
  }

  async function reply(coordinator: Person, what = REPLY): Promise<void> {
    await coordinator.press('Répondre', { in: name });
    await coordinator.fill({ reply: what });
  }

  it('reaches them in their channels with who asks and about what; the answer comes below it', async () => {
    await ask();
    expect(ana.read()).toContain('Sa réponse viendra ici');
    for (const coordinator of [claire(), driss()]) {
      expect(coordinator.look()).toContain(`Ana ${number} (${name}) a une question sur le questionnaire`);
      expect(coordinator.look()).toContain(WHAT);
      expect(coordinator.look()).toContain('Combien de personnes sont venues');
    }
    // Meanwhile the question waits as before.
    await ana.say('40', 'Question 2 sur 4');
    expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 40 } });
    await reply(driss());
    const where = platform === 'slack' ? 'direct' : 'thread';
    expect(readsIn(ana, where)).toContain(REPLY);
    expect(readsIn(ana, where)).toContain(WHAT);
    expect(count(readsIn(ana, where), REPLY)).toBe(1);
    for (const coordinator of [claire(), driss()]) expect(coordinator.look()).toContain(`Réponse (${driss().name})`);
    const reader = world.coordinator[platform];
    await reader.command('/equipe journal', { structure: name });
    expect(plain(reader.read())).toContain(
      `${driss().name} a répondu à la question posée par Ana ${number} sur le questionnaire sur « Fête ${number} » (${name})`,
    );
    for (const words of [WHAT, REPLY]) expect(plain(reader.read())).not.toContain(words);
  });

  it('is answered once: the second coordinator is told who has, and what they typed comes back', async () => {
    await ask();
    await claire().press('Répondre', { in: name });
    await reply(driss());
    await claire().fill({ reply: 'Non.' });
    expect(claire().look()).toContain(`${driss().name} a déjà répondu à cette question`);
    expect(readsIn(ana, platform === 'slack' ? 'direct' : 'thread')).not.toContain('Non.');
  });

  const leaves = (person: Person) =>
    world.database.prisma.membership.updateMany({
      where: { person: { identities: { some: { externalId: person.user.id } } } },
      data: { status: 'LEFT' },
    });

  it('goes to a colleague who answers too when whoever asked has left, and the coordinator reads to whom', async () => {
    await bilal.command('/questionnaire repondre');
    await ask();
    await leaves(ana);
    await reply(driss());
    expect(readsIn(bilal, platform === 'slack' ? 'direct' : 'thread')).toContain(REPLY);
    // In the organisation's thread everybody reads it where it was asked.
    if (platform === 'slack') expect(driss().look()).toContain(`votre réponse s'affichera chez Bilal ${number}`);
  });

  it('stays unanswered when nobody would read the answer, and the coordinator is told', async () => {
    await ask();
    for (const person of [ana, bilal]) await leaves(person);
    await reply(driss());
    expect(driss().look()).toContain('Personne ne lirait cette réponse');
    expect(await world.database.prisma.surveyEnquiry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
      repliedAt: null,
    });
  });

  it('keeps what is typed from being markup', async () => {
    await ask('*gras* <!channel> @everyone');
    await reply(claire(), '<@U1> **non**');
    expect(driss().look()).toContain('*gras* <!channel> @everyone');
    expect(readsIn(ana, platform === 'slack' ? 'direct' : 'thread')).toContain('<@U1> **non**');
  });
});

it('is answered in private where it was asked in private, on Discord', async () => {
  const ana = world.person('discord', 'Ana seule');
  const organisationId = await organisationOf(world, 'La Ruche seule', [ana, world.person('discord', 'Bilal aussi')]);
  const given = { organisationId, by: ana, startsAt: '2026-11-09T18:00:00+01:00' };
  const eventId = await acceptedEvent(world, { ...given, title: 'Bal seul' });
  const { prisma } = world.database;
  const { id: regionId } = await prisma.region.findFirstOrThrow();
  const { id: surveyId } = await prisma.survey.findFirstOrThrow();
  const askedAt = world.clock.now();
  await prisma.questionnaire.create({ data: { regionId, surveyId, kind: 'EVENT', organisationId, eventId, askedAt } });
  await ana.command('/questionnaire repondre');
  await ana.press('Répondre en privé');
  await ana.press(ASK);
  await ana.fill({ asked: WHAT });
  const { slack } = world.coordinator;
  await slack.press('Répondre', { in: 'La Ruche seule' });
  await slack.fill({ reply: REPLY });
  expect(readsIn(ana, 'direct')).toContain(REPLY);
  expect(readsIn(ana, 'thread')).not.toContain(REPLY);
});

describe.each(platformsInTurn())('a question of somebody whose name tells their organisation, on %s', (platform) => {
  it('names the organisation once', async () => {
    const organisation = `La Ressourcerie ${platform}`;
    const ines = world.person(platform, `Inès (${organisation})`);
    const organisationId = await organisationOf(world, organisation, [ines]);
    await askOrganisation(world, organisationId);
    await ines.command('/questionnaire repondre');
    await ines.press(ASK);
    await ines.fill({ asked: WHAT });
    const told = world.coordinator[platform].sawLast(WHAT).text;
    expect(told).toContain(`Inès (${organisation}) a une question`);
    expect(count(told, `(${organisation})`)).toBe(1);
  });
});
