import { expect, it } from 'vitest';
import {
  actions,
  button,
  cell,
  image,
  input,
  longUrl,
  options,
  plain,
  select,
  table,
  times,
  x,
} from './block-samples.ts';
import { client, refusal, refused, sharedScene } from './support.ts';

const here = sharedScene();

const blocksFile = 't: block-kit/blocks';
const objectsFile = 't: block-kit/composition-objects';
const tablePage = 'S: reference/block-kit/blocks/table-block';
const section = (text: object) => ({ type: 'section', text });
const video = (more: object) => ({
  type: 'video',
  alt_text: 'x',
  title: plain('x'),
  thumbnail_url: 'https://example.org/a.png',
  video_url: 'https://example.org/v',
  ...more,
});
const less = (count: number) => `must be less than ${count + 1} characters`;
const atMost = (count: number) => `no more than ${count} items allowed`;

/** The name of the case, the place in Slack's pages that says so, the blocks, and Slack's answer. */
const refusedBlocks: readonly (readonly [string, string, object[], string])[] = [
  [
    '51 blocks',
    'S: reference/block-kit/blocks',
    times(51, () => ({ type: 'divider' })),
    `${atMost(50)} [json-pointer:/blocks]`,
  ],
  ['a block id of 256', blocksFile, [{ type: 'divider', block_id: x(256) }], less(255)],
  ['a block id twice', blocksFile, times(2, () => ({ type: 'divider', block_id: 'a' })), 'block_id `a` already exists'],
  ['an action id of 256', 't: block-kit/extensions', [actions(button({ action_id: x(256) }))], less(255)],
  [
    'an action id twice in a block',
    't: block-kit/extensions',
    [actions(button(), button())],
    '`action_id` "a" already exists',
  ],
  ['an unknown block', blocksFile, [{ type: 'autre' }], 'unsupported type: autre [json-pointer:/blocks/0/type]'],
  [
    'a misspelt field',
    'bk',
    [{ type: 'divider', bloc_id: 'x' }],
    'invalid additional property: bloc_id [json-pointer:/blocks/0]',
  ],
  [
    'an empty text',
    objectsFile,
    [section(plain(''))],
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['a section of 3001', blocksFile, [section(plain(x(3001)))], less(3000)],
  [
    'a section of nothing',
    blocksFile,
    [{ type: 'section' }],
    'must define either `fields` or `text` [json-pointer:/blocks/0]',
  ],
  [
    '11 fields',
    blocksFile,
    [{ type: 'section', fields: times(11, () => plain('x')) }],
    `${atMost(10)} [json-pointer:/blocks/0/fields]`,
  ],
  ['a field of 2001', blocksFile, [{ type: 'section', fields: [plain(x(2001))] }], '/blocks/0/fields/0/text'],
  [
    'a header of 151',
    blocksFile,
    [{ type: 'header', text: plain(x(151)) }],
    `${less(150)} [json-pointer:/blocks/0/text/text]`,
  ],
  [
    'a header in mrkdwn',
    blocksFile,
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'unsupported type: mrkdwn',
  ],
  ['26 buttons', blocksFile, [actions(...times(26, (index) => button({ action_id: `${index}` })))], atMost(25)],
  ['11 context elements', blocksFile, [{ type: 'context', elements: times(11, () => plain('x')) }], atMost(10)],
  ['6 context actions', blocksFile, [{ type: 'context_actions', elements: times(6, () => ({})) }], atMost(5)],
  ['a label of 2001', blocksFile, [input({ label: plain(x(2001)) })], less(2000)],
  ['a hint of 2001', blocksFile, [input({ hint: plain(x(2001)) })], less(2000)],
  [
    'an image without alternative text',
    blocksFile,
    [image({ alt_text: undefined })],
    'missing required field: alt_text',
  ],
  ['alternative text of 2001', blocksFile, [image({ alt_text: x(2001) })], less(2000)],
  ['an image title of 2001', blocksFile, [image({ title: plain(x(2001)) })], less(2000)],
  ['an image address of over 3000', 'bk', [image({ image_url: longUrl })], less(3000)],
  [
    'an image with two sources',
    blocksFile,
    [image({ slack_file: { id: 'F00000000' } })],
    'either `slack_file` or `image_url`',
  ],
  [
    'a file id that is none',
    'S: python-slack-sdk issue 1521',
    [image({ image_url: undefined, slack_file: { id: 'F0' } })],
    'slack_file/id',
  ],
  [
    'a file that is not there',
    'S: python-slack-sdk issue 1521',
    [image({ image_url: undefined, slack_file: { id: 'F00000000' } })],
    'invalid slack file',
  ],
  ['markdown of 12 001', blocksFile, [{ type: 'markdown', text: x(12_001) }], less(12_000)],
  ['markdown over 12 000 altogether', 'S: bk', times(2, () => ({ type: 'markdown', text: x(6001) })), less(12_000)],
  ['101 rows', tablePage, [table({ rows: times(101, () => [cell('x')]) })], atMost(100)],
  ['21 cells', tablePage, [table({ rows: [times(21, () => cell('x'))] })], atMost(20)],
  ['21 column settings', tablePage, [table({ column_settings: times(21, () => ({})) })], atMost(20)],
  ['two tables', 'S: bk', [table(), table()], 'only_one_table_allowed'],
  ['a table of 10 001 characters', 'U: no page says it', [table({ rows: [[cell(x(10_001))]] })], less(10_000)],
  ['a video title of 200', 'bk', [video({ title: plain(x(200)) })], less(199)],
  ['a video author of 50', 'bk', [video({ author_name: x(50) })], less(49)],
  [
    'an alert in a message',
    'S: docs.slack.dev/blocks.json',
    [{ type: 'alert', text: plain('x') }],
    'unsupported type: alert',
  ],
  [
    'a remote file in a message',
    'S: docs.slack.dev/blocks.json',
    [{ type: 'file', external_id: 'x', source: 'remote' }],
    'unsupported type: file',
  ],
  [
    'a file field in a message',
    'S: docs.slack.dev/blocks.json',
    [input({}, { type: 'file_input', action_id: 'a' })],
    'unsupported type: file_input',
  ],
];

it.each(refusedBlocks)('refuses %s in a message [%s]', async (_, _source, blocks, problem) => {
  const { slack, general } = here();
  const call = client(slack).chat.postMessage({ channel: general, text: 'x', blocks: blocks as never });
  const { code, problems } = await refused(call);
  expect(code).toBe('invalid_blocks');
  expect(problems).toContain(problem);
});

it('takes every kind of block a message may hold, up to its limits [t: block-kit/blocks]', async () => {
  const { slack, general } = here();
  const words = { type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }] };
  const blocks = [
    { type: 'header', text: plain(x(150)) },
    { type: 'section', text: { type: 'mrkdwn', text: 'x' }, fields: times(10, () => plain('x')), accessory: button() },
    { type: 'divider', block_id: x(255) },
    { type: 'context', elements: [plain('x'), image()] },
    actions(button({ action_id: 'b' }), select({ action_id: 'c', options: options(100) }), { type: 'datetimepicker' }),
    image({ title: plain('x') }),
    input({}, { action_id: 'd' }),
    { type: 'rich_text', elements: [words, { type: 'rich_text_list', style: 'ordered', elements: [words] }] },
    table({
      rows: [[cell('x'), { type: 'rich_text', elements: [words] }]],
      column_settings: [null, { align: 'right' }],
    }),
    { type: 'markdown', text: '# x' },
    video({}),
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'e',
          positive_button: { text: plain('+'), value: '1' },
          negative_button: { text: plain('-'), value: '0' },
        },
      ],
    },
  ];
  const call = client(slack).chat.postMessage({ channel: general, text: 'x', blocks: blocks as never });
  expect(await refused(call)).toEqual({ code: 'ok', problems: '' });
});

it('refuses more text in blocks than a message can hold [S: bolt-js issue 2509]', async () => {
  const { slack, general } = here();
  const blocks = times(5, () => section(plain(x(2700))));
  const call = client(slack).chat.postMessage({ channel: general, text: 'x', blocks: blocks as never });
  expect(await refusal(call)).toBe('msg_blocks_too_long');
});
