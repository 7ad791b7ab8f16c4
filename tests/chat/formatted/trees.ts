import fc from 'fast-check';
import { canonical } from '../../../src/chat/formatted/canonical.ts';
import {
  DATE_STYLES,
  type Formatted,
  type FormattedBlock,
  type Leaf,
  MARKS,
  type Mark,
} from '../../../src/chat/formatted/formatted.ts';
import { anyText } from '../../bad-input/hostile-text.ts';

const signs = fc.constantFrom(
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '||',
    '`',
    '``',
    '```',
    '\\',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '# ',
    '- ',
    '1. ',
    '> ',
    '>>> ',
  ],
  ...[
    '-# ',
    '[',
    ']',
    '](',
    '](https://a.fr)',
    ')',
    'a',
    'é',
    'mot',
    '1',
    '@',
    '@everyone',
    '<@1>',
    '<!channel>',
    '&lt;',
  ],
  ...[
    'https://a.fr',
    '<https://a.fr>',
    'http',
    ':a:',
    '<:ab:12>',
    '<t:1:R>',
    '¯\\_(ツ)_/¯',
    '\u200b',
    '\u202e',
    '😀',
    '||',
  ],
);
/** Text of signs that mean something, side by side. */
export const markup: fc.Arbitrary<string> = fc
  .array(signs, { minLength: 1, maxLength: 14 })
  .map((some) => some.join(''));

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('un mot', 'deux', ' ', 'ici ', ' là', 'élu·e', 'x') },
  { weight: 3, arbitrary: markup },
  { weight: 1, arbitrary: anyText.map((some) => some.slice(0, 300)) },
);
const marks = fc.subarray<Mark>([...MARKS]);
const url = fc.oneof(
  fc.constantFrom(
    'https://exemple.fr/a_b',
    'http://a.fr/x_(y)',
    'https://a.fr/*?b=~c~',
    'mailto:a@b.fr',
    'https://a.fr/.',
  ),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  markup,
);

/** The ids that people, and channels, may have. */
interface Ids {
  readonly person: fc.Arbitrary<string>;
  readonly channel: fc.Arbitrary<string>;
}

const leafWith = ({ person, channel }: Ids): fc.Arbitrary<Leaf> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), text, marks }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), url, text: fc.option(text), marks }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('person' as const), id: person, marks }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('channel', 'group'), id: channel, marks }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('everyone' as const),
        said: fc.constantFrom('everyone', 'channel', 'here'),
        marks,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('emoji' as const), name: fc.constantFrom('ab', 'a_b', '1+1'), marks }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('date' as const),
        at: fc.oneof(fc.integer({ min: 0, max: 4_000_000_000 }), fc.integer()),
        style: fc.constantFrom(...DATE_STYLES),
        marks,
      }),
    },
  );

/** Generates what somebody may have written, of all kinds of blocks and leaves, in its canonical form. */
export function formattedWith(ids: Ids): fc.Arbitrary<Formatted> {
  const leaves = fc.array(leafWith(ids), { maxLength: 6 });
  const quoted = fc.boolean();
  const block: fc.Arbitrary<FormattedBlock> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('line' as const), quoted, leaves }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1, 2, 3), quoted, leaves }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('item' as const),
        indent: fc.nat(5),
        number: fc.option(fc.integer({ min: 0, max: 120 })),
        quoted,
        leaves,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('code' as const),
        quoted,
        language: fc.constantFrom(null, 'js', 'c++', 'not a name'),
        text,
      }),
    },
  );
  return fc.array(block, { maxLength: 7 }).map(canonical);
}

/** Returns the same text with other leaves in the place of each. */
export function withLeaves(formatted: Formatted, change: (leaf: Leaf) => readonly Leaf[]): Formatted {
  return canonical(
    formatted.blocks.map((block) =>
      block.kind === 'code' ? block : { ...block, leaves: block.leaves.flatMap(change) },
    ),
  );
}

/** Returns all words of a text, without its formatting, as they follow each other. */
export function wordsOf({ blocks }: Formatted): string {
  return blocks
    .map((block) => (block.kind === 'code' ? block.text : block.leaves.map(saidBy).join('')))
    .join('\n')
    .replace(/\s+/g, ' ')
    .trim();
}

function saidBy(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'text':
      return leaf.text;
    case 'link':
      return leaf.text ?? leaf.url;
    case 'emoji':
      return `:${leaf.name}:`;
    case 'everyone':
      return `@${leaf.said}`;
    case 'date':
      return `${leaf.at}`;
    default:
      return `@${leaf.id}`;
  }
}
