import { expect, it } from 'vitest';
import { client, refusal, refused, scene } from './support.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const times = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));
const button = (id: string, more: object = {}) => ({ type: 'button', action_id: id, text: plain('OK'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const options = (count: number) => times(count, (index) => ({ text: plain(`o${index}`), value: `${index}` }));
const cell = (text: string) => ({ type: 'raw_text', text });

const refusedBlocks: [string, object[], string][] = [
  [
    'a header over 150',
    [{ type: 'header', text: plain('x'.repeat(151)) }],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
    'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
  ],
  [
    'an empty text',
    [{ type: 'section', text: plain('') }],
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['a section over 3000', [{ type: 'section', text: plain('x'.repeat(3001)) }], 'must be less than 3001 characters'],
  ['a section of nothing', [{ type: 'section' }], 'must define either `fields` or `text` [json-pointer:/blocks/0]'],
  [
    '11 fields',
    [{ type: 'section', fields: times(11, () => plain('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  ['a field over 2000', [{ type: 'section', fields: [plain('x'.repeat(2001))] }], '/blocks/0/fields/0/text'],
  ['an unknown block', [{ type: 'autre' }], 'unsupported type: autre [json-pointer:/blocks/0/type]'],
  [
    'a misspelt field',
    [{ type: 'divider', bloc_id: 'x' }],
    'invalid additional property: bloc_id [json-pointer:/blocks/0]',
  ],
  ['51 blocks', times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
  ['a block id twice', times(2, () => ({ type: 'divider', block_id: 'a' })), 'block_id `a` already exists'],
  [
    'an action id twice in a block',
    [actions(button('a'), button('a'))],
    '`action_id` "a" already exists for another element',
  ],
  ['26 buttons', [actions(...times(26, (index) => button(`${index}`)))], 'no more than 25 items allowed'],
  ['a label over 75', [actions(button('a', { text: plain('x'.repeat(76)) }))], 'must be less than 76 characters'],
  ['a value over 2000', [actions(button('a', { value: 'x'.repeat(2001) }))], 'must be less than 2001 characters'],
  ['an unknown style', [actions(button('a', { style: 'default' }))], 'must be one of: primary, danger'],
  [
    '101 options',
    [actions({ type: 'static_select', action_id: 'a', options: options(101) })],
    'no more than 100 items allowed',
  ],
  [
    'an option over 75',
    [actions({ type: 'static_select', options: [{ text: plain('x'.repeat(76)), value: '1' }] })],
    'must be less than 76 characters',
  ],
  [
    'an initial option that is none of the options',
    [actions({ type: 'static_select', options: options(2), initial_option: { text: plain('z'), value: 'z' } })],
    'initial option must exactly match one of the options',
  ],
  ['11 checkboxes', [actions({ type: 'checkboxes', options: options(11) })], 'no more than 10 items allowed'],
  ...['https://x.fr/été', 'https://x.fr/[a]', 'https://x.fr/a|b', 'https://x.fr/%zz'].flatMap(
    (url): [string, object[], string][] => [
      [`a button to ${url}`, [actions({ type: 'button', text: plain('x'), url })], 'must be a valid url'],
      [
        `a link to ${url}`,
        [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url }] }] }],
        'must be a valid url',
      ],
    ],
  ),
  ['6 overflow options', [actions({ type: 'overflow', options: options(6) })], 'no more than 5 items allowed'],
  [
    '11 context elements',
    [{ type: 'context', elements: times(11, () => plain('x')) }],
    'no more than 10 items allowed',
  ],
  [
    'an image without alternative text',
    [{ type: 'image', image_url: 'https://example.org/a.png' }],
    'missing required field: alt_text',
  ],
  [
    'an image of a file that is not there',
    [{ type: 'image', alt_text: 'x', slack_file: { id: 'F0' } }],
    'invalid slack file',
  ],
  ['two tables', times(2, () => ({ type: 'table', rows: [[cell('x')]] })), 'only_one_table_allowed'],
  ['101 rows', [{ type: 'table', rows: times(101, () => [cell('x')]) }], 'no more than 100 items allowed'],
  ['21 cells', [{ type: 'table', rows: [times(21, () => cell('x'))] }], 'no more than 20 items allowed'],
  [
    'markdown over 12 000 altogether',
    times(2, () => ({ type: 'markdown', text: 'x'.repeat(6001) })),
    'markdown text must be less than 12001',
  ],
  [
    'a file field in a message',
    [{ type: 'input', label: plain('x'), element: { type: 'file_input', action_id: 'a' } }],
    'unsupported type: file_input',
  ],
  ['30 February', [actions({ type: 'datepicker', initial_date: '2026-02-30' })], 'must be a valid date'],
];

it.each(refusedBlocks)('refuses %s', async (_, blocks, problem) => {
  const { slack, general } = await scene();
  const web = client(slack);
  const { code, problems } = await refused(
    web.chat.postMessage({ channel: general, text: 'x', blocks: blocks as never }),
  );
  expect(code).toBe('invalid_blocks');
  expect(problems).toContain(problem);
});

it('takes every kind of block a message may hold', async () => {
  const { slack, general } = await scene();
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }] };
  const blocks = [
    { type: 'header', text: plain('x'.repeat(150)) },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'x' },
      fields: [plain('x')],
      accessory: button('a', { style: 'danger' }),
    },
    { type: 'divider' },
    {
      type: 'context',
      elements: [plain('x'), { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'x' }],
    },
    actions(button('b'), { type: 'static_select', action_id: 'c', options: options(100) }, { type: 'datetimepicker' }),
    { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'x', title: plain('x') },
    { type: 'input', label: plain('x'), element: { type: 'plain_text_input', action_id: 'd' } },
    { type: 'rich_text', elements: [section, { type: 'rich_text_list', style: 'ordered', elements: [section] }] },
    {
      type: 'table',
      rows: [[cell('x'), { type: 'rich_text', elements: [section] }]],
      column_settings: [null, { align: 'right' }],
    },
    { type: 'markdown', text: '# x' },
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
  expect(
    await refused(client(slack).chat.postMessage({ channel: general, text: 'x', blocks: blocks as never })),
  ).toEqual({ code: 'ok', problems: '' });
});

it('refuses more text in blocks than a message can hold', async () => {
  const { slack, general } = await scene();
  const blocks = times(5, () => ({ type: 'section', text: plain('x'.repeat(2700)) }));
  const call = client(slack).chat.postMessage({ channel: general, text: 'x', blocks: blocks as never });
  expect(await refusal(call)).toBe('msg_blocks_too_long');
});

const input = (more: object = {}) => ({
  type: 'input',
  label: plain('x'),
  element: { type: 'plain_text_input' },
  ...more,
});
const refusedViews: [string, object, string][] = [
  [
    'a title over 24',
    { title: plain('x'.repeat(25)) },
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  ['a view without title', { title: undefined }, 'missing required field: title [json-pointer:/view]'],
  [
    '101 blocks',
    { blocks: times(101, () => ({ type: 'divider' })) },
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  ['a field without a submit button', { blocks: [input()], submit: undefined }, 'missing required field: submit'],
  ['a table', { blocks: [{ type: 'table', rows: [[cell('x')]] }] }, 'unsupported type: table'],
  ['a markdown block', { blocks: [{ type: 'markdown', text: 'x' }] }, 'unsupported type: markdown'],
  ['too much private metadata', { private_metadata: 'x'.repeat(3001) }, 'must be less than 3001 characters'],
  [
    'an unknown property',
    { submit_disabled: true },
    'invalid additional property: submit_disabled [json-pointer:/view]',
  ],
  ['a label over 2000', { blocks: [input({ label: plain('x'.repeat(2001)) })] }, '/view/blocks/0/label/text'],
  [
    'two fields that want the focus',
    { blocks: times(2, () => input({ element: { type: 'plain_text_input', focus_on_load: true } })) },
    'only one element can have `focus_on_load`',
  ],
  [
    'a minimum over the maximum',
    { blocks: [input({ element: { type: 'plain_text_input', min_length: 5, max_length: 4 } })] },
    'min_length must be less than or equal to max_length',
  ],
];

it.each(refusedViews)('refuses a form with %s', async (_, change, problem) => {
  const { slack } = await scene();
  const view = { type: 'modal', title: plain('x'), submit: plain('x'), blocks: [], ...change };
  const { code, problems } = await refused(client(slack).views.open({ trigger_id: 'x', view: view as never }));
  expect(code).toBe('invalid_arguments');
  expect(problems).toContain(problem);
});

it('publishes a home tab and refuses a stale hash', async () => {
  const { slack, anne } = await scene();
  const web = client(slack);
  const view = (text: string) =>
    ({ type: 'home', blocks: [{ type: 'section', text: plain(text) }, actions(button('a'))] }) as never;
  const first = await web.views.publish({ user_id: anne, view: view('un') });
  await web.views.publish({ user_id: anne, view: view('deux'), hash: first.view?.hash ?? '' });
  expect(await refusal(web.views.publish({ user_id: anne, view: view('trois'), hash: first.view?.hash ?? '' }))).toBe(
    'hash_conflict',
  );
  expect(slack.home(anne)).toMatchObject({ text: 'deux', controls: [{ id: 'a' }] });
});
