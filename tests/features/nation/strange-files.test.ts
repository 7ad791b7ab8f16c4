import { beforeEach, describe, expect, it } from 'vitest';
import type { RegionFile } from '../../../src/features/nation/from-files/open-file.ts';
import type { Person } from '../../../src/playground/person.ts';
import { eighteen, fileOf, type Invented, signedFile, textOf } from '../../support/invented-regions.ts';
import { handIn, tableOf } from './files.ts';
import { type AtWork, withNationals } from './nationals.ts';

const [a, b, c] = eighteen;
if (!a || !b || !c) throw new Error('no regions');

let world: AtWork['world'];
let people: AtWork['people'];
withNationals((given) => {
  ({ world, people } = given);
});
beforeEach(async () => {
  await world.database.prisma.nationPublication.deleteMany({});
  world.clock.set(new Date(world.clock.now().getTime() + 60_000));
});

/** A region's signed file, in which one text stands in another's place. */
const withText = (region: Invented, before: string, after: string): Promise<RegionFile> => {
  const text = textOf(region);
  if (!text.includes(before)) throw new Error(`nothing reads ${before}`);
  return signedFile(
    region,
    text.replace(before, () => after),
  );
};

/** The nation's figures in the newest JSON that somebody was sent. */
async function jsonSentTo(person: Person) {
  const files = person.screen().flatMap((message) => message.files);
  const url = files.findLast(({ name }) => /^bilan-national.*\.json$/.test(name))?.url ?? '';
  return JSON.parse(await (await fetch(url)).text());
}

const kept = () => world.database.prisma.nationFile.count();

describe.each(['slack', 'discord'] as const)('a region’s strange file, handed in on %s', (platform) => {
  it('that gives a whole of what is no share takes no other region out of the total', async () => {
    const nadia = people[platform];
    const strange = JSON.parse(textOf(a));
    for (const id of ['participants', 'events', 'posters', 'mediaMentions']) strange.details.figures[id].of = 5;
    await handIn(nadia, [await signedFile(a, JSON.stringify(strange)), await fileOf(b), await fileOf(c)]);
    await nadia.command('/nation bilan');
    const { participants, events, posters, mediaMentions } = (await jsonSentTo(nadia)).figures;
    const came = [a, b, c].flatMap((one) => one.came.filter((some) => some !== null));
    const names = [a, b, c].map(({ name }) => name);
    expect(participants).toMatchObject({ value: came.reduce((all, one) => all + one, 0), of: null });
    expect(events).toMatchObject({ value: a.came.length + b.came.length + c.came.length, of: null });
    expect(posters).toMatchObject({ value: 600, of: null });
    expect(mediaMentions).toMatchObject({ value: 6, of: null });
    for (const each of [participants, events, posters, mediaMentions]) expect(each.regions.known).toEqual(names);
  });

  it('whose share is more than its whole is named as one that doesn’t know it', async () => {
    const nadia = people[platform];
    const strange = JSON.parse(textOf(a));
    strange.details.figures.organisationsUsingLogo.value = 300;
    await handIn(nadia, [await signedFile(a, JSON.stringify(strange)), await fileOf(b)]);
    await nadia.command('/nation bilan');
    const { organisationsUsingLogo: logo } = (await jsonSentTo(nadia)).figures;
    expect(logo).toMatchObject({ value: b.logos.filter(Boolean).length, of: b.logos.length });
    expect(logo.regions).toEqual({ known: [b.name], unknown: [a.name], withheld: [] });
  });

  it('that gives a whole in a table is told which column to leave empty', async () => {
    const nadia = people[platform];
    const table = 'region;year;participants;participants.of\nRégion Q;2026;300;12';
    await handIn(nadia, [tableOf('t.csv', table)]);
    expect(nadia.read()).toContain('Refusé, et pas compté : Région Q (t.csv:2).');
    expect(nadia.read()).toContain(
      "La colonne participants.of donne le total d'une part, et ce chiffre n'en est pas une",
    );
    expect(await kept()).toBe(0);
    await handIn(nadia, [
      tableOf('t.csv', 'region;year;organisationsUsingLogo;organisationsUsingLogo.of\nRégion Q;2026;3;12'),
    ]);
    expect(nadia.read()).toContain('1 région sans bot (Région Q).');
  });

  it.each([
    ['the first half of a pair', '\\ud83d'],
    ['the second half of a pair', '\\uDE00'],
    ['both halves of another', '\\ud83dx\\ude00'],
    ['a second half after what only reads like a first one', '\\\\ud83d\\ude00'],
    ['a null character', '\\u0000'],
  ])('that holds %s is refused with the place, and what to do', async (_what, broken) => {
    const nadia = people[platform];
    await handIn(nadia, [await withText(a, '"CRESS"', `"CRESS ${broken}"`)]);
    expect(nadia.read()).toContain('01.jws. L');
    expect(nadia.read()).toContain('coupé en deux ou nul, ici : ');
    expect(nadia.read()).toContain('"CRESS ');
    expect(nadia.read()).toContain('Demandez à la région de corriger ce texte, puis de refaire son bilan.');
    expect(await kept()).toBe(0);
  });

  it('that holds a whole pair, written as it may be, or what only reads like a half, counts', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await withText(a, '"CRESS"', '"CRESS \\ud83d\\uDE00 \\\\ud83d \\\\u0000 \\n"')]);
    expect(nadia.read()).toContain('Région A : version 1 reçue.');
  });

  it('that was received although it holds half a character is published all the same', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a), await fileOf(b)]);
    // An earlier version of the bot received it.
    const { bytes } = await withText(a, '"name": "Région A"', '"name": "Région A \\ud83d"');
    const given = { bytes: Buffer.from(bytes), size: bytes.byteLength };
    await world.database.prisma.nationFile.updateMany({ where: { slot: 'region:region a' }, data: given });
    await nadia.command('/nation bilan');
    await nadia.press('Publier');
    await nadia.press('Publier maintenant');
    expect(await world.database.prisma.nationPublication.count()).toBe(1);
  });
});

describe.each(['slack', 'discord'] as const)('what a region without a bot knows about so much, on %s', (platform) => {
  it('is told as it was typed, and what it doesn’t know is no zero', async () => {
    const nadia = people[platform];
    await handIn(nadia, [await fileOf(a)]);
    await nadia.command('/nation saisir', { region: 'Bretagne' });
    await nadia.fill({ media_press: '+ de 50', budget_own: 'environ 28 000', budget_external: '2 000' });
    expect(nadia.read()).toContain('au moins 50 retombées');
    await nadia.press('Enregistrer');
    await nadia.command('/nation bilan');
    const { figures, media, mediaPrecision, budget } = await jsonSentTo(nadia);
    expect(figures.mediaMentions).toMatchObject({ value: 50 + a.articles, precision: 'at_least' });
    expect(media).toEqual({ press: 50 + a.articles, radio: 0, tv: 0, web: 0 });
    const bound = 'at_least';
    expect(mediaPrecision).toEqual({ press: bound, radio: bound, tv: bound, web: bound });
    expect(budget.own).toMatchObject({ total: 29_000, precision: 'estimated', regions: 2 });
  });

  it('counts by the lower end of a range where the sum is a minimum, and by its middle elsewhere', async () => {
    const nadia = people[platform];
    const table = (participants: string) =>
      `region;year;posters;participants\nBretagne;2026;entre 80 et 100;${participants}\nCorse;2026;20;entre 10 et 20`;
    await handIn(nadia, [tableOf('t.csv', table('30'))]);
    await nadia.command('/nation bilan');
    const before = (await jsonSentTo(nadia)).figures;
    expect(before.posters).toMatchObject({ value: 110, precision: 'estimated' });
    expect(before.participants).toMatchObject({ value: 45, precision: 'estimated' });
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await handIn(nadia, [tableOf('t.csv', table('')), await fileOf(eighteen[5] ?? a)]);
    await nadia.command('/nation bilan');
    expect((await jsonSentTo(nadia)).figures.posters).toMatchObject({ value: 100, precision: 'at_least' });
  });

  it('counts what is told by kind of medium by the lower end, too, where another region is silent', async () => {
    const nadia = people[platform];
    const head = 'region;year;posters;media.press;media.radio;media.tv;media.web';
    const table = `${head}\nBretagne;2026;1;entre 80 et 100;0;0;0\nCorse;2026;20;;;;`;
    await handIn(nadia, [tableOf('t.csv', table)]);
    await nadia.command('/nation bilan');
    expect((await jsonSentTo(nadia)).figures.mediaMentions).toMatchObject({ value: 80, precision: 'at_least' });
  });
});
