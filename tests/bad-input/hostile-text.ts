import fc from 'fast-check';
import { endless, hostile } from '../support/hostile-words.ts';

/** Text that means something to a platform, a spreadsheet, a page, a printer, a database, or the bot's own texts. */
const pieces = [
  ...Object.values(hostile),
  ...['@everyone', '<!channel>', '<@&1>', '<@1>', '<#1>', '<t:1>', '</mois:1>', '<:a:1>', '@here', '<!subteam^S1>'],
  ...['[lien](javascript:alert(1))', '<javascript:alert(1)|lien>', 'https://exemple.fr/été?a=<b>&c|d', 'mailto:a@b.fr'],
  ...['=cmd()', '+1', '-3', '@SUM(1)', '\t=1', '</script><script>alert(1)</script>', ']]>', '<!--', '&amp;', '&#64;'],
  ...[
    '```\ncode\n```',
    '`',
    '|',
    '||',
    '***',
    '__',
    '~~',
    '> ',
    '# ',
    '-# ',
    '1. ',
    '- ',
    '\\',
    '*a_b*c_',
    '{0}',
    '{a',
  ],
  ...['\u200b', '\u200d', '\u202e', '\u2066', '\ufeff', '\u00ad', '\u0301', '\ufe0f', '\u{e0041}', '\u2028', '\u0085'],
  ...['\0', '\u0007', '\u001b[31m', '\u007f', '\ud83d', '\ude00', '\r\n', '\n\n', '\n', '  ', '\u00a0', '\u3000'],
  ...[
    'une soixantaine',
    '1 000',
    'samedi prochain',
    '14/11',
    'Saint-Martin',
    '2A',
    "l'été",
    '« ici »',
    'ﷺ',
    '漢字',
    '😀',
  ],
  ...["'; DROP TABLE events; --", '%s%n', '$1', '../../etc/passwd', 'null', 'undefined', '__proto__', 'constructor'],
] as const;

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...pieces) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }) },
);

/** Anything that can be put into a field: short and long, well meant or not. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.array(piece, { minLength: 1, maxLength: 8 }).map((some) => some.join('')) },
  { weight: 3, arbitrary: fc.array(piece, { minLength: 2, maxLength: 8 }).map((some) => some.join(' ')) },
  // No field holds as much.
  { weight: 1, arbitrary: piece.map((one) => one.repeat(Math.ceil(4_000 / one.length)).slice(0, 4_000)) },
  { weight: 1, arbitrary: fc.constant(endless) },
);

/**
 * Returns typed text as it may be stored: white space at both ends goes, line ends become one kind, control characters
 * (which nobody sees, and a database or a platform can't hold) go too, and half of a character becomes the sign for an
 * unreadable one. Signs that turn or hide words go as well. Nothing else changes.
 */
export function kept(typed: string): string {
  return (
    Buffer.from(typed, 'utf8')
      .toString('utf8')
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what goes
      .replace(/[\0-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      // These signs turn or hide words.
      .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u115f\u1160\u180e\u3164\uffa0]/g, '')
      .replace(/(\u{1f3f4}[\u{e0020}-\u{e007f}]+)|[\u{e0000}-\u{e007f}]+/gu, '$1')
      .trim()
  );
}

/**
 * Returns text as it is read: how lines and spaces are set is the platform's affair, and so is how an address with
 * accents has to be written so that it can be pressed.
 */
export function read(text: string): string {
  return kept(text)
    .replace(/(?:%[0-9a-f]{2})+/gi, decoded)
    .replace(/[\s\u200b]+/g, ' ')
    .trim();
}

function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
