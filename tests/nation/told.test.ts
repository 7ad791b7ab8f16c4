import { describe, expect, it } from 'vitest';
import { makeNation, nationDocuments } from '../../src/features/nation/from-files/make-nation.ts';
import { asTyped } from '../../src/texts/typography.ts';
import { fr } from '../support/demo-content.ts';
import { plain } from '../support/events.ts';
import { eighteen, fileOf, signedFile, textOf } from '../support/invented-regions.ts';

const beside = { regions: null, same: null, published: null, year: null };
type File = Parameters<typeof makeNation>[0][number];

async function documents(files: readonly File[]): Promise<Readonly<Record<'md' | 'html', string>>> {
  const all = nationDocuments(await makeNation([...files], beside), fr);
  const of = (extension: string) => plain(asTyped(all.find(({ name }) => name.endsWith(extension))?.text ?? ''));
  return { md: of('.md'), html: of('.html') };
}

const table = (name: string, rows: readonly string[]): File => ({ name, bytes: Buffer.from(rows.join('\n')) });
const [first, , , , , , seventh] = eighteen;
if (!first || !seventh) throw new Error('no regions');

describe('the nation’s bilan says what it is made of', () => {
  it('the last edition doesn’t apply where there was none, and isn’t known where nobody says', async () => {
    const rows = ['region;year;events;events.previous;posters', 'Bretagne;2026;12;sans objet;400'];
    const { md } = await documents([table('sans-bot.csv', rows)]);
    expect(md).toMatch(/^\| Événements \| 12 événements \| [^|]+ \| sans objet \|/m);
    expect(md).toMatch(/^\| Affiches \| 400 [^|]+ \| [^|]+ \| – \|/m);
  });

  it('beside the last edition’s figure stands how many regions it is of, where some don’t tell it', async () => {
    const { md } = await documents([await fileOf(first), await fileOf(seventh)]);
    // The first one had no edition before.
    expect(md).toMatch(/^\| Événements \| \d+ événements \| 2 régions sur 2 \| 9 événements \(1 région\) \|/m);
  });

  it('what a region tells of an edition before the last one is no figure of the last edition', async () => {
    const bilan = JSON.parse(textOf(seventh));
    const earlier = bilan.previousEditions.map((one: object) => ({ ...one, year: 2023 }));
    const file = await signedFile(seventh, JSON.stringify({ ...bilan, previousEditions: earlier }));
    const { md } = await documents([await fileOf(first), file]);
    expect(md).toMatch(/^\| Événements \| \d+ événements \| 2 régions sur 2 \| sans objet \|/m);
  });

  it('whoever gave no list of events is named above: what they share can’t be found', async () => {
    const rows = ['region;year;events', 'Bretagne;2026;12'];
    const { md, html } = await documents([await fileOf(first), table('sans-bot.csv', rows)]);
    for (const told of [md, html]) expect(told).toContain('Bretagne ne donne pas la liste de ses événements');
    expect((await documents([await fileOf(first), await fileOf(seventh)])).md).not.toContain(
      'la liste de ses événements',
    );
  });

  it('opens with a lower bound where a region tells only that, and names several regions together', async () => {
    const rows = ['region;year;events', 'Bretagne;2026;+ de 50', 'Normandie;2026;30'];
    const { md } = await documents([table('sans-bot.csv', rows)]);
    expect(md).toContain('Au moins 80 événements étaient au programme, dans 2 régions.');
    expect(md).toContain('Bretagne et Normandie ne donnent pas la liste de leurs événements : un événement partagé');
  });

  it('a chamber’s own money is in the mean of those that say what is theirs', async () => {
    const budget = (funder: string) => ({ budgetLines: [{ funder, amount: 5_000 }], entered: {} });
    const named = await fileOf(first, { facts: budget('CRESS') });
    const { md } = await documents([named, await fileOf(seventh, { facts: budget('Conseil régional') })]);
    expect(md).toMatch(/^\| Dont autofinancement \| 5 000 € \| 1 région \|/m);
  });
});
