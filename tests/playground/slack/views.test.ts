import { expect, it } from 'vitest';
import { actions, button, input, plain, table, times, x } from './block-samples.ts';
import { client, refused, sharedScene } from './support.ts';

const here = sharedScene();

const viewsFile = 't: views';
const surfaces = 'S: docs.slack.dev/blocks.json';
const home = (block: object) => ({ type: 'home', title: undefined, submit: undefined, blocks: [block] });
const less = (count: number) => `must be less than ${count + 1} characters`;

/**
 * The name of the case, the place in Slack's pages that says so, the difference from a view that is taken, and Slack's
 * answer.
 */
const refusedViews: readonly (readonly [string, string, object, string])[] = [
  ['a title of 25', viewsFile, { title: plain(x(25)) }, `${less(24)} [json-pointer:/view/title/text]`],
  ['a submit button of 25', viewsFile, { submit: plain(x(25)) }, `${less(24)} [json-pointer:/view/submit/text]`],
  ['a close button of 25', viewsFile, { close: plain(x(25)) }, `${less(24)} [json-pointer:/view/close/text]`],
  ['no title', viewsFile, { title: undefined }, 'missing required field: title [json-pointer:/view]'],
  ['101 blocks', viewsFile, { blocks: times(101, () => ({ type: 'divider' })) }, 'no more than 100 items allowed'],
  [
    'a field without a submit button',
    viewsFile,
    { blocks: [input()], submit: undefined },
    'missing required field: submit',
  ],
  ['private metadata of 3001', viewsFile, { private_metadata: x(3001) }, less(3000)],
  ['a callback id of 256', viewsFile, { callback_id: x(256) }, less(255)],
  ['an external id of 256', 'S: reference/methods/views.open', { external_id: x(256) }, less(255)],
  ['an unknown property', 'bk', { submit_disabled: true }, 'invalid additional property: submit_disabled'],
  ['a kind that is none', viewsFile, { type: 'workflow' }, 'must be one of: modal'],
  [
    'two fields that want the focus',
    't: block-kit/extensions',
    { blocks: times(2, () => input({}, { focus_on_load: true })) },
    'only one element can have `focus_on_load`',
  ],
  [
    'a text field of 3001',
    't: block-kit/block-elements',
    { blocks: [input({}, { max_length: 3001 })] },
    'must be between 1 and 3000',
  ],
  [
    'a minimum over the maximum',
    'U: no page says it',
    { blocks: [input({}, { min_length: 5, max_length: 4 })] },
    'min_length must be less than or equal to max_length',
  ],
  [
    'a field for 11 files',
    't: block-kit/block-elements',
    { blocks: [input({}, { type: 'file_input', max_files: 11 })] },
    'must be between 1 and 10',
  ],
  ...['card', 'carousel', 'context_actions', 'data_visualization', 'file', 'markdown', 'plan', 'task_card'].map(
    (type) => [`a ${type} block`, surfaces, { blocks: [{ type }] }, `unsupported type: ${type}`] as const,
  ),
  ['a table', surfaces, { blocks: [table()] }, 'unsupported type: table'],
  ['an alert in a home tab', surfaces, home({ type: 'alert', text: plain('x') }), 'unsupported type: alert'],
  ['a file field in a home tab', surfaces, home(input({}, { type: 'file_input' })), 'unsupported type: file_input'],
];

it.each(refusedViews)('refuses a view with %s [%s]', async (_, _source, change, problem) => {
  const view = { type: 'modal', title: plain('x'), submit: plain('x'), blocks: [], ...change };
  const { code, problems } = await refused(client(here().slack).views.open({ trigger_id: 'x', view: view as never }));
  expect(code).toBe('invalid_arguments');
  expect(problems).toContain(problem);
});

it('refuses a view of more than 250 kB [K: views.open]', async () => {
  const text = { type: 'section', text: plain('é'.repeat(1500)) };
  const view = { type: 'modal', title: plain('x'), blocks: times(90, () => text) };
  const call = client(here().slack).views.open({ trigger_id: 'x', view: view as never });
  expect((await refused(call)).code).toBe('view_too_large');
});

it('publishes a home tab and refuses a stale hash [K: views.publish]', async () => {
  const { slack, anne } = here();
  const web = client(slack);
  const view = (text: string) =>
    ({ type: 'home', blocks: [{ type: 'section', text: plain(text) }, actions(button())] }) as never;
  const first = await web.views.publish({ user_id: anne, view: view('un') });
  const hash = first.view?.hash ?? '';
  await web.views.publish({ user_id: anne, view: view('deux'), hash });
  expect((await refused(web.views.publish({ user_id: anne, view: view('trois'), hash }))).code).toBe('hash_conflict');
  expect(slack.home(anne)).toMatchObject({ text: 'deux', controls: [{ id: 'a' }] });
});
