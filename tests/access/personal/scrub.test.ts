import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Needles, scrubFor } from '../../../src/access/personal/scrub.ts';
import { isolated } from '../../../src/texts/isolate.ts';

const needles: Needles = {
  names: ['Marie Dupont', 'Rose'],
  ids: { U12: 'effacee-1', '0199aaaa-0000-7000-8000-000000000001': '0199bbbb-0000-7000-8000-000000000002' },
  texts: ['06 12 34 56 78', 'Oui', `${'Nous avons tout préparé avec soin. '.repeat(4)}Fin.`],
  others: ['Marie Dupont-Lenoir', 'La Rose de Picardie'],
  words: { name: 'personne effacée', text: '[texte effacé]' },
};
const bot = scrubFor(needles, { ofWords: false });
const people = scrubFor(needles, { ofWords: true });

describe('what somebody wrote in several lines', () => {
  const written = 'שלום,\nמה שעת הפתיחה ביום ראשון?';
  const answered = 'Très belle journée.\nMerci aux bénévoles du quartier';
  const bot = scrubFor({ ...needles, texts: [written, answered] }, { ofWords: false });

  it('goes though each line is set apart, as it is from right to left', () => {
    expect(bot.text(`Question : « ${isolated(written)} »`)).toBe('Question : « \u2068[texte effacé] »');
  });

  it('goes though each line begins with an arrow, as an answer does', () => {
    expect(bot.text(`Vous :\n→ ${answered.replaceAll('\n', '\n→ ')}`)).not.toContain('bénévoles');
  });
});

describe('what names somebody', () => {
  it.each([
    ['Accueil : Marie Dupont→stand 3', 'Accueil : personne effacée→stand 3'],
    ['9 h→Marie Dupont→9 h 30', '9 h→personne effacée→9 h 30'],
    ['Proposé par Marie Dupont, hier', 'Proposé par personne effacée, hier'],
    ['Marie Dupont-Lenoir et Marie Dupont', 'Marie Dupont-Lenoir et personne effacée'],
    ['Rose a répondu pour La Rose de Picardie', 'personne effacée a répondu pour La Rose de Picardie'],
    ['Roseline, la Roseraie', 'Roseline, la Roseraie'],
    ['direct:U12, U123', 'direct:effacee-1, U123'],
    ['Contact : 06 12 34 56 78 (le soir)', 'Contact : [texte effacé] (le soir)'],
    ['Oui', 'Oui'],
    ['Oui, samedi', 'Oui, samedi'],
    [`« ${'Nous avons tout préparé avec soin. '.repeat(2)}… »`, '[texte effacé]'],
  ])('%s', (given, left) => {
    expect(bot.text(given)).toBe(left);
  });

  const variants: readonly (readonly [string, string])[] = [
    ['decomposed letters', "Proposé par Hélène d'Arc".normalize('NFD')],
    ['a space that does not break', "Proposé par Hélène\u00a0d'Arc"],
    ['a narrow one', "Proposé par Hélène\u202fd'Arc"],
    ['two spaces, or a new line', "Proposé par Hélène \n d'Arc"],
    ['the apostrophe of printers', 'Proposé par Hélène d’Arc'],
    ['capitals', "Proposé par HÉLÈNE D'ARC"],
    ['small letters', 'Proposé par hélène d’arc'],
    ['signs that nobody sees', "Proposé par Hé\u00adlène\u200b d'Arc"],
  ];
  it.each(variants)('is found with %s', (_, given) => {
    for (const name of ["Hélène d'Arc", 'Hélène d’Arc'.normalize('NFD'), 'Hélène\u00a0d’Arc']) {
      const scrub = scrubFor({ ...needles, names: [name] }, { ofWords: true });
      expect(scrub.text(`${given}, hier`)).toBe(`${given.slice(0, given.search(/h[eé]/i))}personne effacée, hier`);
    }
  });

  const typed: readonly (readonly [string, string])[] = [
    ['Hélène Lefèvre', 'HELENE LEFEVRE'],
    ['Hélène Lefèvre', 'Helene Lefevre'],
    ['HELENE LEFEVRE', 'Hélène Lefèvre'],
    ['Jean-Pierre Martin', 'JEAN PIERRE MARTIN'],
    ['Jean Pierre Martin', 'Jean-Pierre MARTIN'],
    ['Zoé Œuvrard', 'ZOE OEUVRARD'],
    ["Hélène d'Arc", 'HELENE D’ARC'],
    ['Łucja Sørensen', 'LUCJA SORENSEN'],
  ];
  it.each(typed)('%s is found as %s, and in no longer word', (name, written) => {
    const scrub = scrubFor({ ...needles, names: [name] }, { ofWords: true });
    expect(scrub.text(`Contact : ${written}, le soir`)).toBe('Contact : personne effacée, le soir');
    for (const longer of [`${written}S`, `X${written}`, `${written}2`, written.slice(0, -1)])
      expect(scrub.text(`Contact : ${longer}, le soir`)).toBe(`Contact : ${longer}, le soir`);
  });

  it('is not taken for the name of somebody else that differs by its accents alone', () => {
    const scrub = scrubFor(
      { ...needles, names: ['Hélène Lefèvre'], others: ['Helène Lefevre', 'Marie-Hélène Lefèvre'] },
      { ofWords: true },
    );
    expect(scrub.text('Helène Lefevre, MARIE HELENE LEFEVRE')).toBe('Helène Lefevre, MARIE HELENE LEFEVRE');
    expect(scrub.text('Hélène Lefèvre')).toBe('personne effacée');
    // Nobody can tell whose this is.
    expect(scrub.text('HELENE LEFEVRE')).toBe('HELENE LEFEVRE');
  });

  it('of one word keeps its accents and its letter case: it may be a word like any other', () => {
    const scrub = scrubFor({ ...needles, names: ['Pêcheur'] }, { ofWords: false });
    expect(scrub.text('Un pecheur, PECHEUR, Pécheur et Pêcheur')).toBe(
      'Un pecheur, PECHEUR, Pécheur et personne effacée',
    );
  });

  it('stays in a name of somebody else that is spelt otherwise, and as a common word', () => {
    const scrub = scrubFor(
      { ...needles, names: ['Marie Dupont', 'Rose'], others: ['Marie Dupont-Lenoir'] },
      { ofWords: false },
    );
    const given = 'MARIE DUPONT\u2011LENOIR a peint le mur en rose';
    expect(scrub.text(given)).toBe(given);
  });

  it('leaves keys alone but for ids, and what is around a name as it is spelt', () => {
    const scrub = scrubFor({ ...needles, names: ['card', 'Marie Dupont'] }, { ofWords: false });
    expect(scrub.ids('card:U12:Marie Dupont')).toBe('card:effacee-1:Marie Dupont');
    const around = 'Œuvre ﬁnie\u00a0: « e\u0301té » ';
    expect(scrub.text(`${around}Marie Dupont, ${around}`)).toBe(`${around}personne effacée, ${around}`);
  });

  it('of one word is left alone in what other people wrote', () => {
    expect(people.text('Une Rose pour Marie Dupont')).toBe('Une Rose pour personne effacée');
  });

  it('is found in data, in keys too', () => {
    expect(bot.data({ names: { U12: 'Marie Dupont' }, list: [1, null, 'Rose'] })).toEqual({
      names: { 'effacee-1': 'personne effacée' },
      list: [1, null, 'personne effacée'],
    });
  });

  it('is gone from any text, and nothing else is changed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Marie Dupont', 'a', ' ', '(', 'Léa', '0', '\n', '.')), (parts) => {
        const text = parts.join(' ');
        const left = bot.text(text);
        expect(left).not.toContain('Marie Dupont');
        expect(left.replaceAll('personne effacée', 'Marie Dupont')).toBe(text);
      }),
    );
  });
});
