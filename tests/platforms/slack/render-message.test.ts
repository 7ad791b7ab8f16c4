import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  actions,
  type Block,
  button,
  link,
  type Message,
  message,
  progress,
  select,
  table,
  text,
} from '../../../src/chat/message.ts';
import { limits } from '../../../src/platforms/slack/limits.ts';
import { renderMessage } from '../../../src/platforms/slack/render-message.ts';
import { blockKit, problems } from './specs.ts';
import { type Setting, start } from './support.ts';

const schema = blockKit()?.blocks;

/** Paths that no strict URI holds and that browsers read somehow. */
const oddPaths = ['[a]', 'a|b', 'a\\b', 'a^b', '%zz', '?a=[b]', '[x](javascript:1'];

function checked(given: Message) {
  const rendered = renderMessage(given);
  for (const part of rendered.parts) {
    expect(part.blocks.length).toBeLessThanOrEqual(limits.message.blocks);
    expect(part.text.length).toBeLessThanOrEqual(limits.message.fallback);
    expect(problems(schema, part.blocks)).toEqual([]);
  }
  return rendered;
}

test('a heading too long, a long text and nothing at all', () => {
  const long = 'a'.repeat(151);
  expect(checked({ blocks: [{ kind: 'heading', text: long }] }).parts[0]?.blocks[0]?.type).toBe('rich_text');
  expect(checked({ blocks: [{ kind: 'heading', text: 'Titre' }] }).parts[0]?.blocks).toEqual([
    { type: 'header', text: { type: 'plain_text', text: 'Titre', emoji: false } },
  ]);
  expect(checked({ blocks: [text('mot '.repeat(1_000))] }).parts[0]?.blocks).toHaveLength(2);
  expect(checked({ blocks: [text('  '), { kind: 'list', items: [''] }] }).parts).toHaveLength(1);
});

test('progress', () => {
  const shown = (done: number, total: number) => checked({ blocks: [progress('Reçus', done, total)] }).parts[0]?.text;
  expect(shown(13, 22)).toBe('Reçus\n▓▓▓▓▓▓░░░░ 59 %');
  expect(shown(3, 0)).toBe('Reçus\n░░░░░░░░░░ 0 %');
  expect(shown(30, 22)).toBe('Reçus\n▓▓▓▓▓▓▓▓▓▓ 100 %');
});

test('too much for one message goes on in another, cut between blocks', () => {
  const blocks = Array.from({ length: 60 }, (_, index) => text(`${index} ${'x'.repeat(2_900)}`));
  const { parts } = checked({ blocks });
  expect(parts).toHaveLength(15);
  const buttons = Array.from({ length: 60 }, (_, index) => button(`go:${index}`, `Bouton ${index}`));
  expect(checked({ blocks: [{ kind: 'actions', controls: buttons }] }).parts[0]?.blocks).toHaveLength(3);
});

test('tables: one to a message, wide and long ones in several', () => {
  const wide = table(
    Array.from({ length: 30 }, (_, column) => `c${column}`),
    Array.from({ length: 150 }, (_, row) => Array.from({ length: 30 }, (_, column) => `${row}.${column}`)),
  );
  const { parts } = checked({ blocks: [wide] });
  const tables = parts.flatMap((part) => part.blocks.filter((block) => block.type === 'table'));
  expect(parts).toHaveLength(tables.length);
  const cells = new Set(tables.flatMap((one) => one.rows.flat().map((cell) => ('text' in cell ? cell.text : ''))));
  expect(cells.has('149.29') && cells.has('0.0') && cells.has('c29')).toBe(true);
  const long = 'mot '.repeat(300);
  const [only] = checked({ blocks: [table(['a', 'b'], [[long, 'court']])] }).parts;
  expect(only?.text.replaceAll(' | ', '')).toContain('court');
});

test('a link Slack could not open stands as text', () => {
  const odd = message({ kind: 'actions', controls: [{ kind: 'link', label: 'Site', url: 'javascript:alert(1)' }] });
  expect(checked(odd).parts[0]?.blocks[0]).toMatchObject({ type: 'section' });
});

test('an address is a link only as a strict URI, and is shown as it was typed', () => {
  const linksOf = (typed: string) => {
    const [block] = checked({ blocks: [text(typed)] }).parts[0]?.blocks ?? [];
    if (block?.type !== 'rich_text') return [];
    const leaves = block.elements.flatMap((one) => (one.type === 'rich_text_section' ? one.elements : []));
    expect(leaves.map((leaf) => ('text' in leaf ? leaf.text : '')).join('')).toBe(typed);
    return leaves.flatMap((leaf) => (leaf.type === 'link' ? [[leaf.text, leaf.url]] : []));
  };
  expect(linksOf('Voir https://exemple.fr/programme/été-2026.')).toEqual([
    ['https://exemple.fr/programme/été-2026', 'https://exemple.fr/programme/%C3%A9t%C3%A9-2026'],
  ]);
  expect(linksOf('(https://fr.wikipedia.org/wiki/Lille_(Nord)), <https://été.fr/a>')).toEqual([
    ['https://fr.wikipedia.org/wiki/Lille_(Nord)', 'https://fr.wikipedia.org/wiki/Lille_(Nord)'],
    ['https://été.fr/a', 'https://xn--t-9fab.fr/a'],
  ]);
  for (const odd of [...oddPaths.map((path) => `https://x.fr/${path}`), 'https://www.jardins.fr/[x](javascript:1']) {
    expect(linksOf(odd)).toEqual([]);
  }
});

test('a button opens a strict URI; another address stands as text', () => {
  const blocksFor = (url: string) => checked(message(actions(link('Site', url)))).parts[0]?.blocks;
  expect(blocksFor('https://exemple.fr/été')).toMatchObject([
    { elements: [{ url: 'https://exemple.fr/%C3%A9t%C3%A9' }] },
  ]);
  for (const path of oddPaths) {
    expect(blocksFor(`https://x.fr/${path}`)).toMatchObject([{ text: { text: `Site\nhttps://x.fr/${path}` } }]);
  }
});

test('what is chosen already is shown so', () => {
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
  const given = message(
    actions(select('one:', 'Lequel ?', options, 1, ['b']), select('some:', 'Lesquels ?', options, 3, ['c', 'a', 'z'])),
  );
  checked(given);
  const as = (value: string) => ({ text: { type: 'plain_text', text: value, emoji: false }, value });
  const blocks = JSON.stringify(renderMessage(given).parts[0]?.blocks);
  expect(blocks).toContain(`"initial_option":${JSON.stringify(as('b'))}`);
  expect(blocks).toContain(`"initial_options":${JSON.stringify([as('a'), as('c')])}`);
});

test('what is asked of a list of several choices stands once, beside it', () => {
  const options = ['Bal', 'Concert'].map((label) => ({ value: label, label }));
  const { parts } = checked(message(actions(select('accept:', 'Accepter plusieurs propositions', options, 2))));
  expect(JSON.stringify(parts[0]?.blocks).split('Accepter plusieurs propositions')).toHaveLength(2);
});

describe('whatever people type', () => {
  let here: Setting;
  beforeAll(async () => {
    here = await start();
  });
  afterAll(() => here.close());

  const nasty = fc.constantFrom(
    '<!channel>',
    '<@U123>',
    '@channel',
    '@here',
    '*gras*',
    '_x_',
    '~y~',
    '`code`',
    '```',
    ':smile:',
    '&lt;',
    '&',
    '<',
    '>',
    '<https://a.example|b>',
    'https://exemple.fr/a?b=c&d=e',
    'https://exemple.fr/programme/été-2026',
    'https://www.jardins.fr/[x](javascript:1',
    '> cité',
    '- point',
    '1. un',
    '\n',
    '=SOMME(A1)',
    '<!subteam^S1>',
    '🎉',
    '|',
    '\\',
  );
  const typed = fc
    .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 })), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(' ').replaceAll('\u0000', ''));

  const oddAddress = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://', 'https://a@'),
      fc.constantFrom('exemple.fr', 'été.fr', 'x.fr:8080', 'x.fr:99999', '[::1]', '', 'a_b', '1.2', '%41.fr'),
      fc.array(
        fc.oneof(
          fc.constantFrom(
            '/',
            '?',
            '#',
            '%zz',
            '%20',
            '[x](',
            ')',
            '{',
            '}',
            '|',
            '\\',
            '^',
            '`',
            '<y>',
            '"',
            '@',
            ':',
          ),
          fc.string({ unit: 'grapheme', maxLength: 4 }),
        ),
        { maxLength: 8 },
      ),
    )
    .map(([scheme, host, rest]) => `${scheme}${host}/${rest.join('')}`);

  test('no address breaks the schema, as text or on a button', () => {
    fc.assert(
      fc.property(oddAddress, typed, (url, around) => {
        const value = `${around} ${url}${around}`.trim();
        checked({ blocks: [...blocksOf(value), { kind: 'actions', controls: [link('Site', url)] }] });
        expect(
          renderMessage({ blocks: [text(value)] })
            .parts.map((part) => part.plain)
            .join(''),
        ).toBe(value);
      }),
      { numRuns: 300 },
    );
  });

  const blocksOf = (value: string): Block[] => [
    { kind: 'heading', text: value },
    { kind: 'text', text: value },
    { kind: 'note', text: value },
    { kind: 'fields', fields: [{ label: value, text: value }] },
    { kind: 'list', items: [value, value] },
    { kind: 'table', header: ['Colonne'], rows: [[value]] },
    { kind: 'progress', label: value, done: 1, total: 2 },
    { kind: 'actions', controls: [button('go:1', value), button('go:1', value)] },
  ];

  test('comes back as typed, calls no one and breaks no limit', async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (value) => {
        fc.pre(value.trim() !== '');
        const given = { blocks: blocksOf(value) };
        checked(given);
        const refs = await here.platform.post(
          { kind: 'channel', platform: 'slack', channel: here.channel },
          given,
          'k',
        );
        const seen = here.slack.messages(here.user, { channel: here.channel, thread: null });
        const shown = seen.filter((one) => refs.some((ref) => ref.id === one.id));
        const all = shown.map((one) => one.text).join('\n');
        const times = all.split(value.replace(/\n$/, '')).length - 1;
        expect(times).toBeGreaterThanOrEqual(9);
        for (const ref of refs) expect(here.slack.mentionsIn(ref.id)).toEqual([]);
        await here.platform.delete(refs);
      }),
      { numRuns: 60 },
    );
  });
});
