import { afterAll, beforeAll, expect, it } from 'vitest';
import { both, type Platform, platformsInTurn } from '../../support/platforms.ts';
import { flat, readDocx, readPdf } from '../../support/printed.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { launch, type OpenDoors, openDoors } from '../../support/surveys.ts';
import { docxTables } from '../../support/tables.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
const hosts = {} as Record<Platform, OpenDoors>;

/** One event on each platform: its host tells who came to it, and which article there was. */
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  const { slack: coordinator } = world.coordinator;
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) hosts[platform] = await openDoors(world, platform);
  await launch(coordinator, '20 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
  for (const [platform, came] of [
    ['slack', '61'],
    ['discord', '7913'],
  ] as const) {
    const { organiser } = hosts[platform];
    await organiser.press('Oui');
    await organiser.say(came, 'Combien de personnes sont venues');
    await organiser.press('Oui');
    await organiser.press(platform === 'slack' ? 'Moitié-moitié' : 'Surtout le grand public');
  }
  await world.goTo('2026-12-02T10:00:00+01:00');
  for (const platform of both) {
    const { organiser } = hosts[platform];
    await organiser.press('Non');
    await organiser.press('Oui');
    const outlet = platform === 'slack' ? 'Le Courrier picard' : 'La Voix du Nord';
    await organiser.say(`${outlet}, presse, 12 novembre`, 'Questionnaire de la structure');
    await organiser.press('Terminé');
  }
});
afterAll(() => world?.close());

it('is laid out for each host when the bilan is published', async () => {
  const { slack: coordinator } = world.coordinator;
  await coordinator.command('/questionnaire fermer');
  await coordinator.press('Clore');
  await coordinator.command('/edition cloturer');
  await coordinator.press("Clore l'édition");
  await explainAndPublish(coordinator);
  await world.runDue();
  await world.goTo(new Date(world.clock.now().getTime() + 60_000));
  expect(coordinator.look()).toContain('2 récapitulatifs');
}, 180_000);

const expected = {
  slack: { came: '61', outlet: 'Le Courrier picard', audience: 'Moitié-moitié' },
  discord: { came: '7 913', outlet: 'La Voix du Nord', audience: 'Surtout le grand public' },
};

it.each(platformsInTurn())(
  'the recap that leaves on %s tells its host who came, the article and the answers, and nobody else’s',
  async (platform) => {
    const files = hosts[platform].organiser.screen().flatMap((message) => message.files);
    const read = async (extension: string) => {
      const file = files.findLast(({ name }) => name === `recapitulatif-les-jardins-${platform}-2026.${extension}`);
      return new Uint8Array(await (await fetch(file?.url ?? '')).arrayBuffer());
    };
    const [docx, pdf] = [await read('docx'), await read('pdf')];
    expect(Buffer.from(pdf).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const { came, outlet, audience } = expected[platform];
    const title = `Portes ouvertes ${platform}`;
    for (const text of [await readDocx(docx), (await readPdf(pdf)).text]) {
      for (const words of [title, `${came} personnes`, `${outlet} (Presse) · jeudi 12 novembre 2026`, audience])
        expect(text).toContain(words);
      expect(text).toMatch(new RegExp(`1 Événements.*${came} Personnes venues.*1 Retombées médias`));
      expect(text).toContain('remercie');
      const other = platform === 'slack' ? 'discord' : 'slack';
      for (const words of [`Portes ouvertes ${other}`, expected[other].came, expected[other].outlet])
        expect(text).not.toContain(words);
    }
    const tables = await docxTables(docx);
    const cells = tables.flat().map((row) => row.map(flat));
    expect(cells).toContainEqual([
      ...[title, expect.stringContaining('14 novembre'), `Les Jardins ${platform}`, `${came} personnes`],
    ]);
    expect(cells.find(([question]) => question?.includes('venu surtout'))?.[1] ?? cells).toBe(audience);
  },
);
