import { z } from 'zod';
import { type AnyAction, action } from '../../access/operation/context.ts';
import { previewNationPublication, publishNation, sendPublished } from './document-operations.ts';
import { confirmNationPublishing, nationPublished, publishedSent } from './messages/documents.ts';
import { confirmTakingOut, nationStateMessage } from './messages/state.ts';
import { decidePair, previewRemoval, removeReceived } from './operations.ts';

const none = z.object({});
const chosen = z.object({ choice: z.string() });

/** Splits a button's key `<year>/<rest>`. */
function partsOf(key: string): { readonly year: number; readonly rest: string } {
  const at = key.indexOf('/');
  return { year: Number(at < 0 ? key : key.slice(0, at)), rest: at < 0 ? '' : key.slice(at + 1) };
}

export const nationActions: readonly AnyAction[] = [
  action({
    name: 'nation-pair',
    who: 'national',
    answer: 'update',
    form: 'never',
    input: none,
    async run(context, _, key) {
      const { year, rest } = partsOf(key);
      const [pair = '', said = ''] = rest.split('/');
      return nationStateMessage(context.t, await context.do(decidePair, { year, key: pair, same: said === 'same' }));
    },
  }),
  action({
    name: 'nation-again',
    who: 'national',
    answer: 'update',
    form: 'never',
    input: chosen,
    async run(context, { choice: key }, year) {
      return nationStateMessage(context.t, await context.do(decidePair, { year: Number(year), key, same: null }));
    },
  }),
  action({
    name: 'nation-remove',
    who: 'national',
    answer: 'private',
    form: 'never',
    input: chosen,
    async run(context, { choice: id }, year) {
      return confirmTakingOut(context.t, await context.do(previewRemoval, { year: Number(year), id }));
    },
  }),
  action({
    name: 'nation-remove-now',
    who: 'national',
    answer: 'update',
    form: 'never',
    input: none,
    async confirms(context, key) {
      const { year, rest: id } = partsOf(key);
      return confirmTakingOut(context.t, await context.do(previewRemoval, { year, id }));
    },
    async run(context, _, key) {
      const { year, rest: id } = partsOf(key);
      return nationStateMessage(context.t, await context.do(removeReceived, { year, id }));
    },
  }),
  action({
    name: 'nation-publish',
    who: 'national',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, key) =>
      confirmNationPublishing(context.t, await context.do(previewNationPublication, { year: Number(key) })),
  }),
  action({
    name: 'nation-publish-now',
    who: 'national',
    answer: 'update',
    form: 'never',
    input: none,
    confirms: async (context, key) =>
      confirmNationPublishing(context.t, await context.do(previewNationPublication, { year: partsOf(key).year })),
    async run(context, _, key) {
      const { year, rest: print } = partsOf(key);
      return nationPublished(context.t, await context.do(publishNation, { year, print }));
    },
  }),
  action({
    name: 'nation-published',
    who: 'national',
    answer: 'private',
    form: 'never',
    input: none,
    run: async (context, _, key) => publishedSent(context.t, await context.do(sendPublished, { year: Number(key) })),
  }),
];
