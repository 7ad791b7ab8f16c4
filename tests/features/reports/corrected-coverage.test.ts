import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { acceptedEvent, askOrganisation, organisationOf, worldWithSurvey } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

const SATURDAY = '2026-11-14T14:00:00+01:00';
const RADIO = { outlet: 'Radio Campus', publishedOn: '2026-11-12', link: null };

describe.each(['slack', 'discord'] as const)(
  'media items that may be those of the launch, corrected on %s',
  (platform) => {
    let world: World;
    let coordinator: Person;
    beforeEach(async () => {
      world = await worldWithSurvey('2026-11-15T10:00:00+01:00');
      coordinator = world.coordinator[platform];
      await coordinator.command('/chiffres saisir', { chiffre: 'launchCoverageRadio', valeur: '1' });
    });
    afterEach(() => world?.close());

    const idOf = async ({ user }: Person) =>
      (await world.database.prisma.identity.findFirstOrThrow({ where: { externalId: user.id } })).personId;

    async function takesPart(name: string) {
      const person = world.person(platform, `Membre de ${name}`);
      const organisationId = await organisationOf(world, name, [person]);
      await acceptedEvent(world, { organisationId, by: person, title: `Fête : ${name}`, startsAt: SATURDAY });
      return { organisationId, personId: await idOf(person) };
    }

    async function declares(name: string): Promise<void> {
      const { organisationId, personId } = await takesPart(name);
      const { id, regionId } = await askOrganisation(world, organisationId);
      const answers = {
        coverage: { kind: 'choice', option: 'yes' },
        coverageItems: { kind: 'coverage', items: [{ ...RADIO, medium: 'radio' }], done: true },
      };
      await world.database.prisma.answer.createMany({
        data: Object.entries(answers).map(([question, value]) => ({
          ...{ regionId, questionnaireId: id, question, value, answeredById: personId },
          answeredAt: world.clock.now(),
        })),
      });
    }

    /** Returns the number of the finding about the launch in the draft. */
    async function launchFinding(): Promise<string | undefined> {
      await coordinator.command('/bilan apercu');
      return /(\d+)\. Ces retombées .* lancement/.exec(plain(coordinator.read()))?.[1];
    }

    it('lead to the answer of each of many organisations by a list, and to saying why they are right', async () => {
      for (let at = 1; at <= 30; at += 1) await declares(`Structure ${String(at).padStart(2, '0')}`);
      await coordinator.press(`Corriger n° ${await launchFinding()}`);
      expect(coordinator.sees('Corriger la réponse : Structure 01')).toBe(false);
      expect(coordinator.sees('Expliquer')).toBe(true);
      if (platform === 'discord') await coordinator.press('Suivants (26–30 sur 30)');
      await coordinator.choose('Corriger la réponse de', 'Structure 29');
      expect(coordinator.look()).toContain('Structure 29');
    });

    it('have notes of an earlier release that together are too long for the field: they are told, and stay until another is written', async () => {
      const { prisma } = world.database;
      const names = ['Le Fournil', 'Le Moulin', 'Le Verger'];
      for (const name of names) await declares(name);
      const button = `Expliquer n° ${await launchFinding()}`;
      const { id: editionId, regionId } = await prisma.edition.findFirstOrThrow();
      const writtenById = await idOf(coordinator);
      const written = { regionId, editionId, writtenById, writtenAt: world.clock.now() };
      for (const { id, name } of await prisma.organisation.findMany({ where: { name: { in: names } } })) {
        const key = `finding:coverage-counted-twice:${id}`;
        await prisma.reportText.create({ data: { ...written, key, text: `${name} : ${'un mot '.repeat(70)}fin` } });
      }
      await coordinator.press(button);
      expect(coordinator.form().fields[0]?.value ?? []).toEqual([]);
      for (const name of names) expect(plain(coordinator.form().text)).toContain(`${name} : un mot`);
      expect(plain(coordinator.form().text)).toContain('Elles restent publiées en entier');
      await coordinator.fill({ note: 'Ce sont trois émissions.' });
      await coordinator.press(button);
      expect(coordinator.form().fields[0]?.value).toEqual(['Ce sont trois émissions.']);
    });

    it('have no button to correct them where no organisation has answered that it has them', async () => {
      const { organisationId, personId: enteredById } = await takesPart('Le Moulin');
      const { prisma } = world.database;
      const edition = await prisma.edition.findFirstOrThrow();
      await prisma.mediaMention.create({
        data: {
          ...{
            ...RADIO,
            kind: 'RADIO',
            regionId: edition.regionId,
            editionId: edition.id,
            organisationId,
            enteredById,
          },
          enteredAt: world.clock.now(),
        },
      });
      const number = await launchFinding();
      expect(number).toBeDefined();
      expect(coordinator.sees(`Corriger n° ${number}`)).toBe(false);
      expect(coordinator.sees(`Expliquer n° ${number}`)).toBe(true);
    });
  },
);
