import { z } from 'zod';
import { action, type Context } from '../../access/operation/context.ts';
import { textField } from '../../chat/form.ts';
import { button, type Control, type Message, note } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { fold } from '../../reading/index.ts';
import { readKeptList } from './kept-lists.ts';
import { inPages, type KeptList, longLists, SEEK, TURN } from './long-lists.ts';

/** Returns a stored list. Throws UserError when it was shown to somebody else, or too long ago. */
async function keptFor(context: Context, id: string): Promise<KeptList> {
  const kept = readKeptList(id, (await context.typed(id)) ?? {});
  if (!kept) throw new UserError('common.list.expired');
  return kept;
}

const turn = action({
  name: TURN,
  who: 'anyone',
  answer: 'update',
  form: 'never',
  input: z.object({}),
  async run(context, _, key) {
    const [id = '', pages = ''] = key.split('/');
    const given = pages === '' ? [] : pages.split('.').map((page) => Number.parseInt(page, 10) || 0);
    return inPages(context.t, await keptFor(context, id), given);
  },
});

const seek = action({
  name: SEEK,
  who: 'anyone',
  answer: 'update',
  form: 'always',
  title: 'common.list.seek',
  submit: 'common.list.seek',
  input: z.object({ words: textField({ label: 'common.list.words', max: 100 }) }),
  async run(context, { words }, key) {
    const [id = '', which = ''] = key.split('/');
    return narrowed(context, await keptFor(context, id), Number(which), words);
  },
});

/** Returns the message with only those list entries that contain the words; the whole list when none does. */
function narrowed({ t }: Context, kept: KeptList, which: number, words: string): Message {
  const list = longLists(kept.whole, kept.room)[which];
  const wanted = fold(words);
  const found = (list?.options ?? []).filter(({ label, description = '' }) =>
    fold(`${label} ${description}`).includes(wanted),
  );
  if (!list || found.length === 0) {
    return { blocks: [note(t.text('common.list.notFound', { words })), ...inPages(t, kept).blocks] };
  }
  const back = button(`${TURN}:${kept.id}/`, t.text('common.list.all', { of: list.options.length }));
  const shown = (control: Control) => (control === list ? [{ ...list, options: found }, back] : [control]);
  const blocks = kept.whole.blocks.map((block) =>
    block.kind === 'actions' ? { ...block, controls: block.controls.flatMap(shown) } : block,
  );
  return { blocks: [note(t.text('common.list.found', { words, count: found.length })), ...blocks] };
}

/** The actions that turn the pages of long lists and search them. */
export const listActions = [turn, seek];
