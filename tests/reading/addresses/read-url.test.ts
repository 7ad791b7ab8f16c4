import { describe, expect, test } from 'vitest';
import { readUrl } from '../../../src/reading/index.ts';

const told = (text: string) => {
  const reading = readUrl(text);
  return reading.ok ? reading.value : reading.problem;
};

describe('a web address', () => {
  test.each([
    ['https://exemple.fr', 'https://exemple.fr/'],
    ['http://exemple.fr/page?x=1#y', 'http://exemple.fr/page?x=1#y'],
    [' www.Cress-HDF.org/mois ', 'https://www.cress-hdf.org/mois'],
    ['exemple.fr:8080/x', 'https://exemple.fr:8080/x'],
    ['//exemple.fr/a', 'https://exemple.fr/a'],
    ['<https://exemple.fr/a|exemple.fr>', 'https://exemple.fr/a'],
    ['HTTPS://ÉCOLE.fr', 'https://xn--cole-9oa.fr/'],
  ])('« %s » is %s', (text, url) => {
    expect(told(text)).toBe(url);
  });

  test.each([
    ['', 'empty'],
    ['pas de site', 'unreadable'],
    ['https://', 'unreadable'],
    ['https://exemple.fr/a b', 'unreadable'],
    ['java\nscript:alert(1)', 'unreadable'],
    ['contact@exemple.fr', 'unreadable'],
    ['javascript:alert(1)', 'scheme'],
    ['JavaScript://exemple.fr/%0aalert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['ftp://exemple.fr', 'scheme'],
    ['mailto:a@exemple.fr', 'scheme'],
    ['https://moi:secret@exemple.fr', 'credentials'],
    ['bonjour', 'notPublic'],
    ['http://localhost/', 'notPublic'],
    ['http://127.0.0.1', 'notPublic'],
    ['http://0x7f.1/', 'notPublic'],
    ['2130706433', 'notPublic'],
    ['http://[::1]/', 'notPublic'],
    ['https://intranet.local', 'notPublic'],
  ])('« %s » is refused: %s', (text, problem) => {
    expect(told(text)).toBe(problem);
  });
});
