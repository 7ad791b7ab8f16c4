import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import {
  acceptedEvent,
  askAboutEvent,
  askOrganisation,
  openDoors,
  organisationOf,
  worldWithSurvey,
} from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

const said = (person: Person) =>
  person
    .screen()
    .map(({ text }) => text)
    .join('\n');

const SATURDAY = '2026-11-14T14:00:00+01:00';

describe.each(['slack', 'discord'] as const)('an answer that the check doubts, corrected on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await worldWithSurvey('2026-11-15T10:00:00+01:00');
  });
  afterAll(() => world?.close());

  it('is opened from the finding, and whoever corrects it is told what has become of it', async () => {
    const coordinator = world.coordinator[platform];
    const { organiser, eventId } = await openDoors(world, platform);
    const { id: questionnaireId, regionId } = await askAboutEvent(world, eventId);
    const { personId } = await world.database.prisma.identity.findFirstOrThrow({
      where: { externalId: organiser.user.id },
    });
    const at = world.clock.now();
    const given = { took: { kind: 'choice', option: 'yes' }, attendance: { kind: 'quantity', value: 60 } };
    await world.database.prisma.answer.createMany({
      data: Object.entries({
        held: given.took,
        attendance: { ...given.attendance, precision: 'exact', typed: '60' },
      }).map(([question, value]) => ({
        regionId,
        questionnaireId,
        question,
        value,
        answeredById: personId,
        answeredAt: at,
      })),
    });
    /** The event takes place at this time, whatever was answered. */
    const takesPlace = (at: string) =>
      world.database.prisma.occurrence.updateMany({ where: { eventId }, data: { startsAt: new Date(at) } });
    // It goes on until later than they answered.
    await takesPlace('2026-11-20T14:00:00+01:00');

    /** Opens the answer from the finding, and says how many came. */
    async function correct(people: string): Promise<void> {
      await coordinator.command('/bilan apercu');
      const number = /(\d+)\. La participation à « Portes ouvertes/.exec(coordinator.read())?.[1];
      await coordinator.press(`Corriger n° ${number}`);
      await coordinator.say(people, 'Combien de personnes sont venues');
      await world.runDue();
    }
    await correct('70');
    expect(said(coordinator)).toMatch(/ce point reste : La participation à « Portes ouvertes/);
    // Once it is over, the number that they give then settles it, whenever the rest was answered.
    await world.goTo('2026-11-21T10:30:00+01:00');
    await coordinator.press('Corriger encore');
    await coordinator.say('80', 'Combien de personnes sont venues');
    await world.runDue();
    expect(said(coordinator)).toContain('Ce point est réglé');
    await coordinator.command('/bilan apercu');
    expect(coordinator.read()).not.toContain('La participation à « Portes ouvertes');

    // Whatever is answered afterwards tells them nothing more.
    const before = coordinator.screen().filter(({ text }) => text.includes('Ce point est réglé')).length;
    await coordinator.command('/questionnaire saisir', { questionnaire: 'Portes ouvertes' });
    await coordinator.say('90', 'Combien de personnes sont venues');
    await world.runDue();
    expect(coordinator.screen().filter(({ text }) => text.includes('Ce point est réglé'))).toHaveLength(before);
  });

  it('leads from a media item of two organisations to their answers, and from a withheld sentence to taking it back', async () => {
    const coordinator = world.coordinator[platform];
    const { prisma } = world.database;
    const item = { outlet: 'Radio Campus', medium: 'radio', publishedOn: '2026-11-12', link: null };
    for (const name of ['La Ruche', 'Le Moulin']) {
      const person = world.person(platform, `Membre de ${name}`);
      const organisationId = await organisationOf(world, name, [person]);
      await acceptedEvent(world, { organisationId, by: person, title: `Fête : ${name}`, startsAt: SATURDAY });
      const { id, regionId } = await askOrganisation(world, organisationId);
      const { personId } = await prisma.identity.findFirstOrThrow({ where: { externalId: person.user.id } });
      const answers = {
        coverage: { kind: 'choice', option: 'yes' },
        coverageItems: { kind: 'coverage', items: [item], done: true },
      };
      await prisma.answer.createMany({
        data: Object.entries(answers).map(([question, value]) => ({
          ...{ regionId, questionnaireId: id, question, value, answeredById: personId },
          answeredAt: world.clock.now(),
        })),
      });
    }
    await coordinator.command('/bilan apercu');
    const shared = /(\d+)\. Plusieurs structures déclarent « Radio Campus »/.exec(coordinator.read())?.[1];
    await coordinator.press(`Corriger n° ${shared}`);
    expect(coordinator.read()).toContain("Si c'est la même retombée, il n'y a rien à corriger");
    await coordinator.press('Corriger la réponse : Le Moulin');
    expect(coordinator.look()).toContain('Le Moulin');
    // Whoever has nothing to correct says so from the same message.
    await coordinator.command('/bilan apercu');
    await coordinator.press(`Corriger n° ${shared}`);
    await coordinator.press('Expliquer', { in: "Si c'est la même retombée" });
    expect(coordinator.form().text).toContain('Plusieurs structures déclarent « Radio Campus »');
    await coordinator.fill({ note: 'Un seul passage, qui parlait des deux.' });
    expect(coordinator.read()).toContain('La note est enregistrée');

    // One finding names all that seem to declare the launch's, and leads to the answer of each.
    await coordinator.command('/chiffres saisir', { chiffre: 'launchCoverageRadio', valeur: '1' });
    await coordinator.command('/bilan apercu');
    const launch = /(\d+)\. Ces retombées .* lancement \(1 passage à la radio\) : La Ruche, Le Moulin\./;
    await coordinator.press(`Corriger n° ${launch.exec(plain(coordinator.read()))?.[1]}`);
    expect(plain(coordinator.read())).toContain("Si ce sont celles du lancement, ou si elles s'y ajoutent");
    await coordinator.press('Corriger la réponse : La Ruche');
    expect(coordinator.look()).toContain('La Ruche');

    // Two answers are too few for a sentence.
    const name = 'Phrase publiée : Structures dont un média a parlé';
    await coordinator.command('/bilan rediger', { chapitre: name });
    await coordinator.press('Écrire ce texte');
    await coordinator.fill({ text: 'La presse en a parlé.' });
    await coordinator.command('/bilan apercu');
    const withheld = /(\d+)\. La phrase écrite sur/.exec(coordinator.read())?.[1];
    await coordinator.press(`Corriger n° ${withheld}`);
    expect(coordinator.read()).toContain('La presse en a parlé.');
    await coordinator.press('Retirer cette phrase');
    expect(coordinator.read()).toMatch(/la phrase est retirée du bilan\. La voici[\s\S]*La presse en a parlé\./);
    await coordinator.command('/bilan apercu');
    expect(coordinator.read()).not.toContain('La phrase écrite sur');
  });
});
