import { unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isMadeAnew } from '../../../../src/pictures/photo.ts';
import type { Person } from '../../../../src/playground/person.ts';
import { plain } from '../../../support/events.ts';
import { phonePhoto, pngPhoto } from '../../../support/photos.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { flat, readPdf } from '../../../support/printed.ts';
import { allButTheIdea, answersOf, openDoors, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const ASK = 'Peut-on citer ou montrer cette réponse dans le bilan ?';

let world: World;
let number = 0;
let photo: { readonly name: string; readonly type: string; readonly bytes: Buffer };

beforeAll(async () => {
  world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
  // So many have answered that who answered may be named.
  for (const name of ['A', 'B', 'C', 'D', 'E']) {
    const { organisationId, organiser } = await openDoors(world, 'slack', { name });
    await allButTheIdea(world, organisationId, organiser);
  }
  photo = { name: 'Ana Petit.jpg', type: 'image/jpeg', bytes: await phonePhoto() };
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('a photo sent with the questionnaire, on %s', (platform) => {
  let by: Person;
  let organisation: string;
  let organisationId: string;
  /** The words that the coordinator read at once. */
  let told: string;

  /** The question that waits is the photo of the logo. */
  beforeEach(async () => {
    number += 1;
    const name = `${platform} ${number}`;
    organisation = `Les Jardins ${name}`;
    const doors = await openDoors(world, platform, { name });
    by = doors.organiser;
    organisationId = doors.organisationId;
    await allButTheIdea(world, doors.organisationId, by);
    await by.command('/questionnaire repondre');
    await by.choose('Corriger une réponse', 'utilisé le logo');
    await by.press('Oui', { in: 'utilisé le logo' });
    expect(by.read()).toContain('Photo bienvenue');
  });

  /** Returns the bilan's files as the coordinators have them now, by their extensions. */
  async function bilan(): Promise<ReadonlyMap<string, Buffer>> {
    const { slack } = world.coordinator;
    // Asked for again at the same moment, it isn't laid out again.
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await slack.command('/bilan document');
    told = slack.read();
    await world.runDue();
    const files = slack.screen().flatMap((message) => message.files);
    const read = ['md', 'html', 'docx', 'pdf'].map(async (extension) => {
      const file = files.findLast((one) => one.name.endsWith(`.${extension}`));
      return [extension, Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer())] as const;
    });
    return new Map(await Promise.all(read));
  }

  const stored = () =>
    world.database.prisma.file.findFirstOrThrow({ where: { type: 'image/jpeg' }, orderBy: { id: 'desc' } });

  it('is stored without the place and the camera, and shown in every document while its organisation agrees', async () => {
    await by.choose(ASK, 'Oui, en nommant notre structure');
    await by.say('la vitrine', 'Photo bienvenue', [photo]);
    const { bytes } = await stored();
    expect(isMadeAnew(bytes)).toBe(true);
    const files = await bilan();
    const words = `Photo envoyée par ${organisation}, avec le logo utilisé`;
    expect(plain(String(files.get('md')))).toContain(words);
    const html = plain(String(files.get('html')));
    expect(html).toContain(words);
    expect(html).toContain(`data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`);
    const inWord = Object.entries(unzipSync(files.get('docx') ?? Buffer.alloc(0))).filter(([path]) =>
      /\.jpe?g$/.test(path),
    );
    expect(inWord.some(([, held]) => Buffer.from(held).equals(bytes))).toBe(true);
    const pdf = files.get('pdf') ?? Buffer.alloc(0);
    const { tags, text } = await readPdf(pdf);
    expect(tags.some(({ role, alt }) => role === 'Figure' && flat(alt ?? '').includes(words))).toBe(true);
    expect(text).toContain(`« la vitrine » · Photo : ${organisation}`);
    for (const file of [pdf, ...inWord.map(([, held]) => Buffer.from(held))])
      for (const trace of ['Exif', 'Camera', 'Ana Petit']) expect(file.includes(trace)).toBe(false);

    await by.command('/profil donnees');
    await by.choose('Retirer un accord', organisation);
    const after = await bilan();
    expect(plain(String(after.get('md')))).not.toContain(words);
    expect(String(after.get('html'))).not.toContain(Buffer.from(bytes).toString('base64'));
  });

  it('that was stored as it came, or is broken, is not shown: the coordinator is told, and what to do', async () => {
    await by.choose(ASK, 'Oui, en nommant notre structure');
    await by.say('', 'Photo bienvenue', [photo]);
    const { id } = await stored();
    await world.database.prisma.file.update({ where: { id }, data: { bytes: new Uint8Array(photo.bytes) } });
    const files = await bilan();
    expect(String(files.get('html'))).not.toContain(photo.bytes.toString('base64'));
    expect(plain(String(files.get('md')))).not.toContain(`Photo envoyée par ${organisation}`);
    expect(plain(told)).toContain('ne peut pas être lue');
    expect(plain(told)).toContain(organisation);
    expect(plain(told)).toContain("demandez qu'elle soit envoyée de nouveau");
    await world.database.prisma.quoteConsent.updateMany({ where: { choice: 'named' }, data: { choice: 'none' } });
  });

  it('of somebody who is erased: it goes, and so do the documents that show it', async () => {
    await by.choose(ASK, 'Oui, en nommant notre structure');
    await by.say('', 'Photo bienvenue', [photo]);
    const { id } = await stored();
    await bilan();
    const { file } = world.database.prisma;
    const showing = { told: { contains: id } };
    expect(await file.count({ where: showing })).toBe(4);
    const made = (await file.findMany({ where: showing, select: { id: true } })).map((one) => one.id);
    await by.command('/profil donnees');
    await by.press('Tout effacer');
    await by.press('Effacer pour toujours');
    for (let minutes = 0; minutes < 10; minutes += 1) await world.goTo(new Date(world.clock.now().getTime() + 60_000));
    expect(await file.findMany({ where: { id: { in: [id, ...made] }, size: { gt: 0 } } })).toEqual([]);
    expect(plain(String((await bilan()).get('md')))).not.toContain(`Photo envoyée par ${organisation}`);
  });

  it.each([
    ['that breaks off', 'vitrine.png', () => pngPhoto(200, 200).subarray(0, -30)],
    ['that unpacks to gigabytes', 'vitrine.png', () => pngPhoto(10, 10, { width: 50_000, height: 50_000 })],
    [
      'in a format that not everybody can open',
      'vitrine.gif',
      () => Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64'),
    ],
  ])('%s: is told to who sends it, with what to do, and the question waits', async (_, name, bytes) => {
    await by.say('', 'Photo bienvenue', [{ name, type: 'image/png', bytes: bytes() }]);
    expect(plain(by.read())).toContain(
      `Je n'arrive pas à lire « ${name} » : je ne l'ai pas gardé. Envoyez une photo en JPEG ou en PNG`,
    );
    await by.say('', 'Photo bienvenue', [photo]);
    expect(await answersOf(world, { organisationId })).toMatchObject({ logoPhoto: { kind: 'file' } });
  });
});
