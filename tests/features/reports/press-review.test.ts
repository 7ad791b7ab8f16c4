import { beforeAll, describe, expect, it } from 'vitest';
import { htmlDocument } from '../../../src/documents/html.ts';
import { markdownDocument } from '../../../src/documents/markdown.ts';
import { print } from '../../../src/documents/print/printer.ts';
import { bilanFile } from '../../../src/features/nation/from-files/bilan-file.ts';
import { pressReview, summariseMedia } from '../../../src/features/reports/aggregates/media.ts';
import { csvDocument } from '../../../src/features/reports/documents/csv.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import { recapOf } from '../../../src/features/reports/documents/recap.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { withReferences } from '../../../src/features/reports/press/press.ts';
import type { MentionFact } from '../../../src/features/surveys/facts.ts';
import { mediaItemKey } from '../../../src/features/surveys/questions/coverage.ts';
import { content, facts2008, fr } from '../../support/demo-content.ts';
import { flat, readDocx, readPdf } from '../../support/printed.ts';

const [one, other] = facts2008.organisations;
if (!one || !other) throw new Error('the demonstration has organisations');

const declared = (changes: Partial<MentionFact> = {}): MentionFact => ({
  ...{ outlet: 'Le Courrier picard', medium: 'press', publishedOn: '2008-11-12', link: null, launch: false },
  ...{ organisation: one.id, ...changes },
});
const reference = (title: string, changes: Partial<MentionFact> = {}, event: string | null = null): MentionFact => {
  const item = declared(changes);
  return { ...item, press: { title, link: item.link, event } };
};

const counted = (mentions: readonly MentionFact[]) =>
  summariseMedia({ organisations: facts2008.organisations, organisationQuestionnaires: [], mentions }).total;

describe('a reference', () => {
  const link = 'https://exemple.fr/mois';

  it.each([
    ['at the same address', declared({ link }), reference('Le Mois', { link: `${link}/`, outlet: 'Courrier' })],
    ['of one outlet, day and kind, given a link', declared(), reference('Le Mois', { link })],
    ['of one outlet, day and kind, without its link', declared({ link }), reference('Le Mois')],
    ['written in other letters', declared(), reference('Le Mois', { outlet: 'LE COURRIER PICARD' })],
  ])('to what its organisation has declared, %s, adds its title and counts no more', (_, said, noted) => {
    const mentions = withReferences([said], [noted]);
    expect(mentions).toEqual([{ ...said, press: noted.press }]);
    expect(counted(mentions)).toBe(1);
  });

  it.each([
    ['at another address', declared({ link }), reference('Le Mois', { link: 'https://exemple.fr/autre' })],
    ['of another day', declared(), reference('Le Mois', { publishedOn: '2008-11-13' })],
    ['of another kind', declared(), reference('Le Mois', { medium: 'web' })],
    [
      'without a day on either side',
      declared({ publishedOn: null }),
      reference('Le Mois', { publishedOn: null, link }),
    ],
  ])('%s counts besides', (_, said, noted) => {
    expect(counted(withReferences([said], [noted]))).toBe(2);
  });

  it('of another organisation counts as two organisations’ items do: once where they are the same', () => {
    const theirs = { organisation: other.id };
    expect(counted(withReferences([declared()], [reference('Le Mois', theirs)]))).toBe(1);
    expect(counted(withReferences([declared({ link })], [reference('Le Mois', theirs)]))).toBe(1);
  });

  it.each([
    ['the first of them', [declared({ link }), declared({ organisation: other.id })]],
    ['the second', [declared(), declared({ link, organisation: other.id })]],
    [
      'the press review',
      [...withReferences([declared()], [reference('Le Mois', { link })]), declared({ link, organisation: other.id })],
    ],
  ])('that two organisations tell, of whom only %s gives the link, is one item of both', (_, mentions) => {
    const media = summariseMedia({ organisations: facts2008.organisations, organisationQuestionnaires: [], mentions });
    expect(media).toMatchObject({ total: 1, count: { press: 1 } });
    expect(media.shared.map(({ organisations }) => organisations)).toEqual([[one.id, other.id]]);
    // The nation counts the items of the file by the same keys.
    const keys = media.byOrganisation.flatMap(({ items }) => items.map(mediaItemKey));
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });

  describe('without a link, of one outlet and day', () => {
    const theirs = { organisation: other.id };
    const reviewed = (mentions: readonly MentionFact[]) =>
      pressReview(
        summariseMedia({ organisations: facts2008.organisations, organisationQuestionnaires: [], mentions }),
      ).map(({ item, press, organisations }) => [press.title, item.link, organisations.length]);

    it('but another title than the one that is linked, is another article', () => {
      const both = [reference('Foire à Amiens', { link }), reference('Portes ouvertes à Laon', theirs)];
      for (const mentions of [both, both.toReversed()]) {
        expect(counted(mentions)).toBe(2);
        expect(reviewed(mentions).sort()).toEqual([
          ['Foire à Amiens', link, 1],
          ['Portes ouvertes à Laon', null, 1],
        ]);
      }
    });

    it('and without one either, each with its title, is another article', () => {
      const both = [reference('Foire à Amiens'), reference('Portes ouvertes à Laon', theirs)];
      expect(counted(both)).toBe(2);
      expect(reviewed(both).map(([title]) => title)).toEqual(['Foire à Amiens', 'Portes ouvertes à Laon']);
      // It may be either of them, and is guessed to be none.
      expect(counted([...both, declared(theirs)])).toBe(3);
    });

    it('with the same title, or none, is the same article', () => {
      for (const same of [reference('FOIRE à Amiens', theirs), declared(theirs)])
        for (const first of [reference('Foire à Amiens', { link }), reference('Foire à Amiens')])
          expect(reviewed([first, same])).toEqual([['Foire à Amiens', first.link, 2]]);
      const [foire, portes] = ['foire', 'portes'].map((path) => reference(path, { link: `${link}/${path}` }));
      expect(reviewed([foire, portes, reference('Portes', theirs)].flatMap((one) => one ?? []))).toEqual([
        ['foire', `${link}/foire`, 1],
        ['portes', `${link}/portes`, 2],
      ]);
    });

    it('is given neither of two links', () => {
      const linked = ['a', 'b'].map((path) => declared({ link: `${link}/${path}` }));
      const mentions = [...linked, declared(theirs)];
      expect(counted(mentions)).toBe(3);
      const { byOrganisation } = summariseMedia({
        ...{ organisations: facts2008.organisations, organisationQuestionnaires: [], mentions },
      });
      expect(byOrganisation.find(({ organisation }) => organisation === other.id)?.items).toEqual([declared(theirs)]);
    });
  });

  it.each([
    ['of another day', { publishedOn: '2008-11-13' }],
    ['without a day', { publishedOn: null }],
    ['of another kind', { medium: 'web' as const }],
    ['of another outlet', { outlet: 'La Gazette' }],
    ['at another address', { link: 'https://exemple.fr/autre' }],
  ])('that another organisation tells %s is another item', (_, changes) => {
    expect(counted([declared({ link }), declared({ organisation: other.id, ...changes })])).toBe(2);
  });

  it('takes the place of one item only: the next of that outlet and day counts', () => {
    const noted = ['a', 'b'].map((path) => reference(path, { link: `https://exemple.fr/${path}` }));
    expect(counted(withReferences([declared()], noted))).toBe(2);
  });

  it('changes no count of another organisation that declared the same without a link', () => {
    const said = [declared(), declared({ organisation: other.id })];
    expect(counted(said)).toBe(1);
    expect(counted(withReferences(said, [reference('Le Mois', { link })]))).toBe(1);
  });

  it('leaves what was noted without a title as it was', () => {
    expect(withReferences([declared()], [declared()])).toEqual([declared(), declared()]);
  });
});

describe('the press review in the documents', () => {
  const hostile = `« Fin » (Autre) #panic("!") </w:t> <script>alert(1)</script> [lien](javascript:alert(1)) | =cmd()`;
  const mentions = withReferences(facts2008.mentions, [
    reference("Le Mois s'ouvre", { outlet: 'Radio Somme', medium: 'radio', publishedOn: '2008-11-03' }),
    reference('Une autre économie', { link: 'https://exemple.fr/mois', publishedOn: '2008-11-20' }, 'Portes ouvertes'),
    reference('Une autre économie', { link: 'https://exemple.fr/mois', organisation: other.id }),
    reference(hostile, { outlet: '=1+1', publishedOn: '2008-11-02' }, '@somme'),
  ]);
  const bilan = content({}, { mentions });
  const outline = writeOutline(bilan, fr);
  const read = new Map<string, string>();
  beforeAll(async () => {
    const madeAt = new Date('2009-01-13T10:00:00+01:00');
    const files = await print({ outline, locale: 'fr', contents: 'Sommaire', madeAt });
    read.set('md', flat(markdownDocument(outline).replaceAll('\\', '')));
    read.set('html', flat(unescaped(htmlDocument(outline, 'fr'))));
    read.set('csv', flat(csvDocument(bilan, fr.forFiles())));
    read.set('pdf', (await readPdf(files.pdf)).text);
    read.set('docx', await readDocx(files.docx));
  });
  const unescaped = (html: string) =>
    html.replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');

  it('tells each reference in every format as the JSON does', () => {
    const { media, figures } = bilanJson(bilan, fr).details;
    const told = media.byOrganisation.flatMap(({ items }) => items.flatMap((item) => (item.press ? [item] : [])));
    expect(told).toHaveLength(4);
    expect(pressReview(media)).toHaveLength(3);
    expect(figures.mediaMentions.value).toBe(media.total);
    expect(media.total).toBe((content().report.media.total ?? 0) + 3);
    for (const { press, outlet, publishedOn } of told) {
      for (const [format, text] of read) {
        expect(text, format).toContain(flat(outlet));
        expect(text, format).toContain(flat(fr.day(publishedOn ?? '')));
        if (press?.title !== hostile) expect(text, format).toContain(flat(press?.title ?? ''));
        if (press?.link) expect(text.replaceAll(' ', ''), format).toContain(press.link);
        if (press?.event) expect(text, format).toContain(flat(press.event));
      }
    }
    for (const [format, text] of read) {
      if (format !== 'csv') expect(text, format).toMatch(/Revue de presse · Presse.*Revue de presse · Radio/s);
      // Once, with both organisations.
      expect(text.split('Une autre économie »'), format).toHaveLength(2);
      expect(text, format).toContain(flat(fr.list([one.name, other.name])));
    }
  });

  it('is no markup, whatever was typed, and its quotation marks end where ours do', () => {
    for (const text of read.values()) expect(text).toContain('« “Fin” (Autre)');
    expect(htmlDocument(outline, 'fr')).not.toContain('<script>');
    expect(markdownDocument(outline)).not.toMatch(/(?<!\\)\[lien\]\(/);
    expect(csvDocument(bilan, fr.forFiles())).not.toMatch(/(^|;)"?[=@]/m);
    for (const format of ['pdf', 'docx']) expect(read.get(format)).toContain('#panic("!") </w:t> <script>');
  });

  it('stands in the recap of each organisation', () => {
    const page = JSON.stringify(recapOf(bilan, fr, { ...other, questionnaires: [] }));
    expect(page).toContain('Une autre économie');
    expect(page).not.toContain('Radio Somme');
  });

  it('leaves no trace where no title is known', () => {
    for (const { text } of buildDocuments(content(), fr)) expect(text).not.toMatch(/Revue de presse|"press": \{/);
  });

  it('is read by the nation, as files from before it are', () => {
    const json = JSON.parse(JSON.stringify(bilanJson(bilan, fr)));
    const { details } = bilanFile.parse(json);
    expect(details.media.byOrganisation.flatMap(({ items }) => items.filter(({ press }) => press))).toHaveLength(4);
    expect(bilanFile.safeParse(JSON.parse(JSON.stringify(bilanJson(content(), fr)))).success).toBe(true);
    const wrong = structuredClone(json);
    wrong.details.media.byOrganisation[0].items[0].press = { title: 5 };
    expect(bilanFile.safeParse(wrong).success).toBe(false);
  });
});
