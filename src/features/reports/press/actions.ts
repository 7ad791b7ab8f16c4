import { z } from 'zod';
import { type AnyAction, action } from '../../../access/operation/context.ts';
import {
  confirmPressRemoval,
  pressItemMessage,
  pressKept,
  pressList,
  pressRemoved,
  pressUnderstood,
} from '../messages/press.ts';
import { prefillOwn, prefillPress, pressInput, readPress } from './forms.ts';
import { addPress, correctPress, previewPress, removePress, viewPress, viewPressItem } from './operations.ts';

const none = z.object({});
/** The number that no page goes beyond. */
const MOST_PAGES = 100_000;

/** The form of a reference, to add or to correct one: what was read is shown back before it counts. */
const ofReference = {
  who: 'organiser',
  answer: 'private',
  form: 'always',
  title: 'reports.form.press',
  confirm: 'reports.press.keep',
  input: pressInput,
} as const;

/** The actions of the press review. Where nothing else is said, their keys are a reference's id. */
export const pressActions: readonly AnyAction[] = [
  /** `press-page:<page>/<year>`; one from before it named the year is about the latest edition. */
  action({
    name: 'press-page',
    who: 'organiser',
    answer: 'update',
    form: 'never',
    input: none,
    async run(context, _, key) {
      const [page = '', year] = key.split('/');
      const wanted = Math.min(Number.parseInt(page, 10) || 0, MOST_PAGES);
      return pressList(context.t, await context.do(viewPress, { page: wanted, year }));
    },
  }),
  /** `press-add:` */
  action({
    name: 'press-add',
    ...ofReference,
    prefill: prefillOwn,
    review: async (context, input) =>
      pressUnderstood(
        context.t,
        await context.do(previewPress, { id: null, reference: await readPress(context, input) }),
      ),
    run: async (context, input) => pressKept(context.t, await context.do(addPress, await readPress(context, input))),
  }),
  action({
    name: 'press-open',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: z.object({ choice: z.string() }),
    run: async (context, { choice: id }) =>
      pressItemMessage(context.t, await context.do(viewPressItem, { id, toRemove: true })),
  }),
  action({
    name: 'press-correct',
    ...ofReference,
    putsBack: {},
    prefill: prefillPress,
    review: async (context, input, id) =>
      pressUnderstood(context.t, await context.do(previewPress, { id, reference: await readPress(context, input) })),
    run: async (context, input, id) =>
      pressKept(context.t, await context.do(correctPress, { id, reference: await readPress(context, input) })),
  }),
  action({
    name: 'press-remove',
    who: 'organiser',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, id) =>
      confirmPressRemoval(context.t, await context.do(viewPressItem, { id, toRemove: true })),
  }),
  action({
    name: 'press-remove-now',
    who: 'organiser',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, id) =>
      confirmPressRemoval(context.t, await context.do(viewPressItem, { id, toRemove: true })),
    run: async (context, _, id) => pressRemoved(context.t, await context.do(removePress, { id })),
  }),
];
