import { expect, it } from 'vitest';
import { actions, button, longUrl, option, options, plain, select, times, x } from './block-samples.ts';
import { client, refused, sharedScene } from './support.ts';

const here = sharedScene();

const elementsFile = 't: block-kit/block-elements';
const objectsFile = 't: block-kit/composition-objects';
const withConfirm = (more: object) =>
  actions(button({ confirm: { title: plain('x'), text: plain('x'), confirm: plain('x'), deny: plain('x'), ...more } }));
const less = (count: number) => `must be less than ${count + 1} characters`;
const atMost = (count: number) => `no more than ${count} items allowed`;

/** The name of the case, the place in Slack's pages that says so, the blocks, and Slack's answer. */
type Row = readonly [string, string, object[], string];

const refusedElements: readonly Row[] = [
  ['a button of 76', elementsFile, [actions(button({ text: plain(x(76)) }))], less(75)],
  ['a button value of 2001', elementsFile, [actions(button({ value: x(2001) }))], less(2000)],
  ['a button address of over 3000', elementsFile, [actions(button({ url: longUrl }))], less(3000)],
  ['an accessibility label of 76', elementsFile, [actions(button({ accessibility_label: x(76) }))], less(75)],
  ['an unknown style', elementsFile, [actions(button({ style: 'default' }))], 'must be one of: primary, danger'],
  ['101 options', elementsFile, [actions(select({ options: options(101) }))], atMost(100)],
  [
    '101 groups',
    elementsFile,
    [
      actions(
        select({ options: undefined, option_groups: times(101, () => ({ label: plain('x'), options: options(1) })) }),
      ),
    ],
    atMost(100),
  ],
  [
    '101 options in a group',
    objectsFile,
    [actions(select({ options: undefined, option_groups: [{ label: plain('x'), options: options(101) }] }))],
    atMost(100),
  ],
  [
    'a group label of 76',
    objectsFile,
    [actions(select({ options: undefined, option_groups: [{ label: plain(x(76)), options: options(1) }] }))],
    less(75),
  ],
  [
    'options beside groups',
    elementsFile,
    [actions(select({ option_groups: [{ label: plain('x'), options: options(1) }] }))],
    'either `options` or `option_groups`',
  ],
  ['a placeholder of 151', 't: block-kit/extensions', [actions(select({ placeholder: plain(x(151)) }))], less(150)],
  ['an option of 76', objectsFile, [actions(select({ options: [option({ text: plain(x(76)) })] }))], less(75)],
  [
    'an option description of 76',
    objectsFile,
    [actions(select({ options: [option({ description: plain(x(76)) })] }))],
    less(75),
  ],
  ['an option value of 76', objectsFile, [actions(select({ options: [option({ value: x(76) })] }))], less(75)],
  [
    'an option value twice',
    'U: no page says it',
    [actions(select({ options: [option(), option()] }))],
    'duplicate option value: o',
  ],
  [
    'an initial option that is none of the options',
    'U: no page says it',
    [actions(select({ initial_option: option() }))],
    'initial option must exactly match',
  ],
  ['6 overflow options', elementsFile, [actions({ type: 'overflow', options: options(6) })], atMost(5)],
  [
    'an overflow address of over 3000',
    objectsFile,
    [actions({ type: 'overflow', options: [option({ url: longUrl })] })],
    less(3000),
  ],
  ['11 checkboxes', elementsFile, [actions({ type: 'checkboxes', options: options(11) })], atMost(10)],
  ['11 radio buttons', elementsFile, [actions({ type: 'radio_buttons', options: options(11) })], atMost(10)],
  ['a confirmation title of 101', objectsFile, [withConfirm({ title: plain(x(101)) })], less(100)],
  ['a confirmation of 301', objectsFile, [withConfirm({ text: plain(x(301)) })], less(300)],
  ['a confirming button of 31', objectsFile, [withConfirm({ confirm: plain(x(31)) })], less(30)],
  ['a denying button of 31', objectsFile, [withConfirm({ deny: plain(x(31)) })], less(30)],
  [
    'a date that is written otherwise',
    'bk',
    [actions({ type: 'datepicker', initial_date: '1/2/2026' })],
    'does not match the expected format',
  ],
  [
    '30 February',
    'U: no page says it',
    [actions({ type: 'datepicker', initial_date: '2026-02-30' })],
    'must be a valid date',
  ],
  ...['https://x.fr/été', 'https://x.fr/[a]', 'https://x.fr/a|b', 'https://x.fr/%zz'].flatMap((url): Row[] => [
    [`a button to ${url}`, 'bk', [actions(button({ url }))], 'must be a valid url'],
    [
      `a link to ${url}`,
      'bk',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url }] }] }],
      'must be a valid url',
    ],
  ]),
];

it.each(refusedElements)('refuses %s [%s]', async (_, _source, blocks, problem) => {
  const { slack, general } = here();
  const call = client(slack).chat.postMessage({ channel: general, text: 'x', blocks: blocks as never });
  const { code, problems } = await refused(call);
  expect(code).toBe('invalid_blocks');
  expect(problems).toContain(problem);
});
