import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSON_DAILY_QUOTA } from '../../src/files/quota.ts';
import type { UploadedFile } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { logo } from '../support/kit-files.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { held, organiser, proposing, reads } from '../support/proposing.ts';
import { answersOf } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';
import { asked } from './answerable.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const picture = (name: string, bytes: Uint8Array): readonly UploadedFile[] => [{ name, type: 'image/png', bytes }];
/** A picture that would do, if it weren't for its size. */
const huge = [{ ...logo, name: 'affiche.png', size: 30 * 1024 * 1024 }];
/** The answers to the organisation's questions before the one for a photo. */
const before = {
  pressContacted: { kind: 'choice', option: 'no' },
  coverage: { kind: 'choice', option: 'no' },
  distribution: { kind: 'choices', options: ['mail'] },
  siteLink: { kind: 'choice', option: 'no' },
  logo: { kind: 'choice', option: 'yes' },
};

describe.each(platformsInTurn())('a file sent on %s', (platform) => {
  let ana: Person;
  let amy: Person;
  beforeAll(async () => {
    ana = await organiser(world, platform, 'Ana');
    amy = await organiser(world, platform, 'Amy', { locale: 'en' });
    await proposing(ana, {});
    await ana.press('Proposer');
    await proposing(amy, { date: '21 November 2pm' });
    await amy.press('Propose');
  });

  /** Fills the event sheet with this picture and a few words. */
  async function completes(person: Person, sent: readonly UploadedFile[]): Promise<void> {
    await person.press(person === ana ? 'Compléter la fiche' : 'Complete the sheet');
    if (person === ana || platform === 'slack') {
      await person.fill({ description: 'Entrée libre.', picture: sent });
      return;
    }
    await person.fill({ description: 'Entrée libre.' });
    await person.press('Continue');
    await person.fill({ picture: sent });
  }

  /** Checks that the form opens again with what was typed, asking for another file. */
  async function keeps(person: Person): Promise<void> {
    await person.correct(person === ana ? 'Corriger' : 'Correct');
    const hints = person.form().fields.map(({ hint }) => hint);
    expect(hints.join()).not.toMatch(/est gardé|is kept/);
    await person.platform.dismiss(person.user.id);
    const { values } = await world.database.prisma.conversation.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(values).toMatchObject({ description: 'Entrée libre.' });
    expect(values).not.toHaveProperty('picture');
  }

  it('a 30 MiB picture: is refused before it is fetched, with the limit and another way', async () => {
    if (platform === 'slack') {
      // Slack's own client accepts no larger file in a form.
      await expect(completes(ana, huge)).rejects.toThrow('affiche.png dépasse 10 Mo.');
      await ana.platform.dismiss(ana.user.id);
      return;
    }
    await completes(ana, huge);
    expect(reads(ana)).toContain(
      'Le fichier « affiche.png » dépasse 10 Mo. Envoyez-en une version plus légère, ou donnez un lien.',
    );
    await keeps(ana);
    await completes(amy, huge);
    expect(reads(amy)).toContain('The file “affiche.png” is larger than 10 MB.');
  });

  it('a 30 MiB picture typed with an answer: is not fetched, and what was typed counts', async () => {
    const { organisationId } = await asked(world, ana, before);
    await ana.say('Le voici', 'Photo bienvenue', huge);
    expect(reads(ana)).toContain(
      "« affiche.png » dépasse 10 Mo : je ne l'ai pas gardé. Envoyez une photo plus légère, ou appuyez sur « Passer ».",
    );
    await ana.say('Le voici', 'Photo bienvenue', [logo]);
    expect(reads(ana)).toContain('Photo reçue');
    await ana.press('Oui', { in: 'Avez-vous relayé' });
    await ana.say('une soixantaine', 'À combien de personnes', huge);
    expect(reads(ana)).toContain('→ environ 60');
    expect(reads(ana)).toContain("« une soixantaine » est bien enregistré. Je n'ai pas gardé « affiche.png »");
    await ana.say('', 'Avez-vous noué', huge);
    expect(reads(ana)).toContain(
      "Je n'ai pas gardé « affiche.png » : cette question n'attend pas de fichier. Écrivez votre réponse, ou choisissez-la.",
    );
    await ana.say('peut-être', 'Avez-vous noué', huge);
    expect(reads(ana)).toContain("Je n'ai pas compris « peut-être »");
    expect(reads(ana)).toContain("Je n'ai pas gardé « affiche.png »");
    await ana.say('oui', undefined, huge);
    expect(reads(ana)).toContain('« oui » est bien enregistré.');
    expect(await answersOf(world, { organisationId })).toMatchObject({
      logoPhoto: { kind: 'file' },
      relayedReach: { value: 60 },
      contacts: { option: 'yes' },
    });
    await asked(world, amy, before);
    await amy.say('Here it is', 'A photo is welcome', huge);
    expect(reads(amy)).toContain('“affiche.png” is larger than 10 MB: I have not kept it. Send a smaller photo');
    expect(await world.database.prisma.file.count({ where: { name: 'affiche.png' } })).toBe(0);
  });

  it('a photo typed by somebody who has sent enough for today: says so, and the question waits', async () => {
    const bea = await organiser(world, platform, 'Béa');
    const { regionId, personId, organisationId } = await asked(world, bea, before);
    const { id } = await world.database.prisma.file.create({
      data: {
        ...{ regionId, name: 'x', type: 'x', sha256: 'x', bytes: new Uint8Array(1) },
        ...{ size: PERSON_DAILY_QUOTA, uploadedById: personId, uploadedAt: world.clock.now() },
      },
    });
    await bea.say('La voici', 'Photo bienvenue', [logo]);
    expect(reads(bea)).toContain("« logo.png » n'est pas gardé : chacun peut envoyer 100 Mo de fichiers par jour");
    await world.database.prisma.file.delete({ where: { id } });
    await bea.say('La voici', 'Photo bienvenue', [logo]);
    expect(reads(bea)).toContain('Photo reçue');
    expect(await answersOf(world, { organisationId })).toMatchObject({ logoPhoto: { kind: 'file' } });
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n')],
    ['a ZIP that ends too soon', Buffer.from('504b0304140000000000', 'hex')],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['a page with a script', Buffer.from('<script>alert(1)</script>')],
  ])("%s called affiche.png, a file that isn't what its name says: says so", async (_, bytes) => {
    await completes(ana, picture('affiche.png', bytes));
    expect(reads(ana)).toContain("Le fichier « affiche.png » n'est pas ce que dit son nom.");
    expect(reads(ana)).toContain('Ouvrez-le sur votre appareil pour vérifier, puis envoyez le bon fichier.');
    await keeps(ana);
  });

  it('a picture in a format that not everybody can open, or an empty file: says which ones do', async () => {
    await completes(ana, picture('affiche.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')));
    expect(reads(ana)).toContain("Ce fichier n'est pas une image. Envoyez un JPEG, un PNG, un GIF ou un WebP.");
    await keeps(ana);
    await completes(ana, picture('affiche.png', Buffer.alloc(0)));
    expect(reads(ana)).toContain('Le fichier « affiche.png » est vide.');
    await completes(amy, picture('affiche.png', Buffer.from('%PDF-1.4\n')));
    expect(reads(amy)).toContain('The file “affiche.png” is not what its name says.');
  });

  it('a file of a form that is corrected: need not be sent again', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/kit publier');
    await coordinator.fill({ files: [logo], note: 'Nouvau logo' });
    await coordinator.correct();
    expect(held(coordinator, 'note')).toBe('Nouvau logo');
    expect(coordinator.form().fields.find(({ id }) => id === 'files')).toMatchObject({ required: false });
    expect(JSON.stringify(coordinator.form())).toContain('Il y a déjà un fichier, qui est gardé.');
    await coordinator.fill({ note: 'Nouveau logo' });
    expect(reads(coordinator)).toContain('Nouveau logo\n• logo.png');
  });
});
