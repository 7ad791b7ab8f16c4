import type { Context } from '../../access/operation/context.ts';
import { VERSION_LENGTH, versionOf } from '../../access/operation/version.ts';
import type { RawValues } from '../../chat/form.ts';
import { type Interaction, KEEP } from '../../chat/interaction.ts';
import { type Block, type Message, note } from '../../chat/message.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Registry } from '../registry.ts';

/** Stands between a button's id and the print of what was shown beside it. */
const MARK = '@';

/**
 * Identifies what a message shows: the same for the same words and the same controls. What stands above its heading is a word
 * on what was done before, and left out. `values`: of the form that it shows back.
 */
export function fingerprintOf({ blocks }: Message, values: RawValues = {}): string {
  const first = blocks.findIndex(({ kind }) => kind === 'heading');
  return versionOf([Object.entries(values).sort(), blocks.slice(Math.max(first, 0))]);
}

/** Makes a button's id carry the print of what is shown beside it. */
export function withFingerprint(action: string, print: string): string {
  return `${action}${MARK}${print}`;
}

/** Returns the id and the print of a button; the print is null for one that was posted without. */
export function splitFingerprint(id: string): { readonly action: string; readonly print: string | null } {
  const at = id.length - VERSION_LENGTH - MARK.length;
  return id.startsWith(MARK, at)
    ? { action: id.slice(0, at), print: id.slice(at + MARK.length) }
    : { action: id, print: null };
}

/** Gives each button of a message that confirms something the print of that message, unless it carries one already. */
export function fingerprinted(registry: Registry, shown: Message): Message {
  let print: string | null = null;
  const controlled = (block: Block): Block => {
    if (block.kind !== 'actions') return block;
    const controls = block.controls.map((control) => {
      const name = control.kind === 'button' ? control.action.slice(0, control.action.indexOf(':')) : '';
      if (control.kind !== 'button' || !registry.action(name)?.confirms) return control;
      if (splitFingerprint(control.action).print !== null) return control;
      print ??= fingerprintOf(shown);
      return { ...control, action: withFingerprint(control.action, print) };
    });
    return { ...block, controls };
  };
  return { blocks: shown.blocks.map(controlled) };
}

/**
 * Returns the id of the button by which a message asks whether something is meant, without its print; null for a message that
 * doesn't ask, where nothing is to be kept as it is.
 */
export function askedBy(registry: Registry, { blocks }: Message): string | null {
  const controls = blocks.flatMap((block) => (block.kind === 'actions' ? block.controls : []));
  const ids = controls.flatMap((one) => (one.kind === 'button' ? [one.action] : []));
  const found = ids.find((id) => registry.action(id.slice(0, id.indexOf(':')))?.confirms);
  return found === undefined || !ids.includes(`${KEEP}:`) ? null : splitFingerprint(found).action;
}

/** Returns what a confirmation would show now, below a word on that, where it isn't what was shown; else null. */
export async function changedReview(
  registry: Registry,
  context: Context,
  { confirms }: Interaction<Context>,
  key: string,
  print: string | null,
): Promise<Message | null> {
  const now = await confirms?.(context, key);
  return now && fingerprintOf(now) !== print
    ? shownBelowNotice(context, fingerprinted(registry, now), 'common.shown.changed')
    : null;
}

/** Says that nothing was done: what would be done now is not what was shown. */
export function shownBelowNotice({ t }: Context, now: Message, key: TextKey): Message {
  return { blocks: [note(t.text(key)), ...now.blocks] };
}
