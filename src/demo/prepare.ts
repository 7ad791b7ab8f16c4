import { localPlatformNames } from '../playground/local-platform.ts';
import { type Stage, setUpRegion } from '../playground/stage.ts';
import type { Cast } from './cast.ts';
import type { EditionFile } from './edition-file.ts';
import { expectRead } from './expect.ts';
import { kitFile } from './kit-files.ts';
import { instant } from './play-questionnaires.ts';
import type { DemoStep } from './timeline.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Returns the steps from an empty workspace and server to an open edition, with its organisations, its kit and its
 * meeting.
 */
export function preparation(stage: Pick<Stage, 'settle'>, file: EditionFile, cast: Cast): readonly DemoStep[] {
  const at = (moment: string) => instant(moment, file.region.timeZone);
  const opening = at(file.edition.opensAt);
  const before = (days: number) => new Date(opening.getTime() - days * DAY_MS);
  const { coordinator } = cast;
  const previous: DemoStep = { at: before(1), chapter: 'previous', run: () => enterPrevious(file, cast) };
  return [
    { at: before(3), chapter: 'region', run: () => tieRegion(stage, file, cast) },
    ...file.organisations.map(
      ({ id }): DemoStep => ({
        at: before(2),
        chapter: 'organisations',
        run: () => formOrganisation(file, cast, id),
      }),
    ),
    ...(file.previousEdition ? [previous] : []),
    { at: opening, chapter: 'opening', run: () => openEdition(file, cast) },
    {
      at: at(file.kit.publishedAt),
      chapter: 'kit',
      async run() {
        await coordinator.command('/kit publier');
        const files = file.kit.items.map(({ fileName, title }) => ({
          name: fileName,
          type: 'application/octet-stream',
          bytes: kitFile(fileName, title),
        }));
        await coordinator.fill({ files, note: file.kit.note });
        await coordinator.press('Publier et envoyer');
        expectRead(coordinator, 'est publiée');
      },
    },
    {
      at: at(file.meeting.announcedAt),
      chapter: 'meeting',
      async run() {
        const { title, when, where, agenda } = file.meeting;
        await coordinator.command('/reunion programmer', {
          titre: title,
          date: when,
          lieu: where,
          'ordre-du-jour': agenda,
        });
        await coordinator.press('Annoncer la réunion');
        expectRead(coordinator, 'est programmée');
      },
    },
    ...file.meeting.replies.map(
      ({ person, reply, at: moment }): DemoStep => ({
        at: at(moment),
        chapter: 'meeting',
        run: () => cast.person(person).press({ yes: 'Je viens', maybe: 'Peut-être', no: 'Je ne viens pas' }[reply]),
      }),
    ),
  ];
}

async function tieRegion(stage: Pick<Stage, 'settle'>, file: EditionFile, cast: Cast): Promise<void> {
  const on = cast.coordinatorOn;
  const departments = file.region.departments.map(({ code }) => code);
  await setUpRegion({ slack: on('slack'), discord: on('discord') }, { name: file.region.name, departments });
  for (const person of cast.coordinators) {
    if (localPlatformNames.some((platform) => person === on(platform))) continue;
    const named = on(person.platform.name);
    await named.command('/equipe nommer', { personne: named.mention(person), role: 'coordinateur' });
  }
  await stage.settle();
}

/** Creates an organisation: its first member creates it, the others ask to join and are confirmed by the first. */
async function formOrganisation(file: EditionFile, cast: Cast, organisation: string): Promise<void> {
  const members = file.people.filter((one) => one.organisation === organisation).map(({ id }) => cast.person(id));
  const [first, ...others] = members;
  if (!first) return;
  const name = cast.organisation(organisation);
  await first.command('/structure creer', { nom: name });
  expectRead(first, name);
  for (const other of others) {
    await other.command('/structure rejoindre', { structure: name });
    // A coordinator belongs at once; a member confirms anybody else.
    if (!cast.coordinators.includes(other)) await first.press('Confirmer');
  }
}

async function enterPrevious({ previousEdition }: EditionFile, { coordinator }: Cast): Promise<void> {
  if (!previousEdition) return;
  await coordinator.command('/edition ouvrir', { annee: String(previousEdition.year) });
  await coordinator.command('/edition cloturer');
  await coordinator.press("Clore l'édition");
  expectRead(coordinator, 'est close');
  const annee = String(previousEdition.year);
  for (const { figure, typed } of previousEdition.figures) {
    await coordinator.command('/chiffres saisir', { chiffre: figure, valeur: typed, annee });
    expectRead(coordinator, annee, 'enregistré');
  }
}

async function openEdition({ edition }: EditionFile, { coordinator }: Cast): Promise<void> {
  const { year, message, priority, themes, expectedResults } = edition;
  await coordinator.command('/edition ouvrir', {
    annee: String(year),
    message,
    priorite: priority === 'belonging' ? 'BELONGING' : 'GENERAL_PUBLIC',
  });
  expectRead(coordinator, String(year));
  for (const { name } of themes) await coordinator.command('/edition theme', { nom: name });
  for (const { figure, target } of expectedResults) {
    await coordinator.command('/edition objectifs');
    await coordinator.fill({ figure, target: String(target) });
    expectRead(coordinator, String(target));
  }
}
