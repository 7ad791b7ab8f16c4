import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collect } from '../../scripts/gallery/collect.ts';
import { galleryHtml } from '../../scripts/gallery/html.ts';
import { FOLDER, pictures, TRIAL } from '../../scripts/pictures/list.ts';
import { WORDS, wordsToday } from '../../scripts/pictures/words.ts';
import { asked, nameOf } from './all-forms.ts';
import { samples } from './samples/index.ts';

describe('the gallery', () => {
  it('shows a message and a form as one sees them on both platforms, in a page that asks for nothing else', async () => {
    const wanted = ['kitMessage: with a note', '/evenement proposer'];
    const exhibits = await collect(
      () => {},
      ({ name, locale }) => locale === 'fr' && wanted.includes(name),
    );
    expect(exhibits.map(({ name }) => name).toSorted()).toEqual(wanted.toSorted());
    for (const { name, slack, discord } of exhibits) {
      for (const side of [slack, discord]) {
        const said = JSON.stringify(side);
        expect(said).toContain(name === '/evenement proposer' ? 'Lieu et commune' : 'Kit de communication');
      }
    }
    const html = await galleryHtml(exhibits);
    expect(html).toContain('Lieu et commune');
    expect(html).not.toMatch(/(?:src|href)="(?!data:)/);
  });
});

describe('the pictures of the guides', () => {
  it('are those that are taken from the gallery and from the trial, and no other', () => {
    const taken = [TRIAL, ...pictures.map(({ file }) => file)].toSorted();
    expect(readdirSync(FOLDER).toSorted()).toEqual([...taken, WORDS].toSorted());
    const pages = [
      'README.md',
      'docs/organisateurs.md',
      'docs/coordination.md',
      'docs/installation.md',
      'docs/installation.en.md',
    ];
    const shown = pages.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/!\[[^\]]{20,}\]\((?:docs\/)?pictures\/([^)]+)\)/g)].map(
        ([, name]) => name,
      ),
    );
    expect(shown.toSorted()).toEqual(taken);
  });

  it('show what is said today: where one is out of date, `npm run pictures` takes them anew', () => {
    expect(JSON.parse(readFileSync(`${FOLDER}/${WORDS}`, 'utf8'))).toEqual(wordsToday());
  });

  it.each(pictures.map(({ file, of }) => [file, of] as const))(
    'shows in %s what the gallery has',
    (_, { feature, name }) => {
      const names = feature === 'forms' ? asked.map(nameOf) : samples[feature]?.map((one) => one.name);
      expect(names).toContain(name);
    },
  );
});
