import { describe, expect, it } from 'vitest';
import { scrubFor } from '../../../src/access/personal/scrub.ts';

const scrub = (names: readonly string[], texts: readonly string[] = []) =>
  scrubFor({ names, texts, ids: {}, others: [], words: { name: '[N]', text: '[T]' } }, { ofWords: false });

describe('who calls themselves like a part of a message, or like a word of the bot', () => {
  it('takes neither messages nor their words apart', () => {
    const button = { kind: 'button', text: 'Répondre de la part de text', action: 'button:1' };
    expect(scrub(['kind', 'text', 'button', 'de', 'a']).data(button)).toEqual(button);
  });

  it('takes no words out of others by what they have written in one word', () => {
    const said = scrub([], ['coordination', 'questionnaire']);
    expect(said.text('La coordination lit les questionnaires.')).toBe('La coordination lit les questionnaires.');
  });
});

it('looks for a name of one word and for what somebody wrote, where they stand by themselves', () => {
  const said = scrub(['Zoé'.normalize('NFC')], ['06 12 34 56 78 90']);
  expect(said.text('Bonjour Zoé, rappelez le 06 12 34 56 78 90.')).toBe('Bonjour [N], rappelez le [T].');
  expect(said.text('Zoéline')).toBe('Zoéline');
});

it('doesn’t take a name for one that goes on with an accent', () => {
  expect(scrub(['Zoe']).text('Bonjour Zoe\u0301')).toBe('Bonjour Zoe\u0301');
});

it('takes a name of one word from what says nothing else, and leaves it among other words and where it may be a code', () => {
  const words = { name: 'personne effacée', text: '[texte effacé]' };
  const of = (name: string) => scrubFor({ names: [name], ids: {}, texts: [], others: [], words }, { ofWords: true });
  expect(of('Oriane').data({ name: ' Oriane ', text: 'Oriane viendra', 1: ['Oriane'] })).toEqual({
    ...{ name: words.name, text: 'Oriane viendra', 1: [words.name] },
  });
  expect(of('press').data({ kind: 'choice', value: 'press' })).toEqual({ kind: 'choice', value: 'press' });
});
