import type { Context } from '../../access/operation/context.ts';
import { VERSION_LENGTH, versionOf } from '../../access/operation/version.ts';
import type { RawValues } from '../../chat/form.ts';
import { type Interaction, KEEP } from '../../chat/interaction.ts';
import { type Block, type Message, note } from '../../chat/message.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Registry } from '../registry.ts';

/** Separates a button's id from the fingerprint of what was shown beside it. */
const MARK = '@';

/**
 * Returns a fingerprint of what a message shows: the same for the same words and controls. Text above its heading is
 * left out, because it says what was done before. `values` are those of the form that it shows back.
 */
export function fingerprintOf({ blocks }: Message, values: RawValues = {}): string {
  const first = blocks.findIndex(({ kind }) => kind === 'heading');
  return versionOf([Object.entries(values).sort(), blocks.slice(Math.max(first, 0))]);
}

/** Adds the fingerprint of what is shown beside a button to its id. */
export function withFingerprint(action: string, print: string): string {
  return `${action}${MARK}${print}`;
}

/** Returns the id and the fingerprint of a button; the fingerprint is null for a button posted without one. */
export function splitFingerprint(id: string): { readonly action: string; readonly print: string | null } {
  const at = id.length - VERSION_LENGTH - MARK.length;
  return id.startsWith(MARK, at)
    ? { action: id.slice(0, at), print: id.slice(at + MARK.length) }
    : { action: id, print: null };
}

/**
 * Adds the message's fingerprint to each of its buttons that confirms something, unless the button carries one already.
 */
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
 * Returns the id, without fingerprint, of the button that confirms what a message asks; null when the message asks
 * nothing, which shows by the absence of a button that keeps things as they are.
 */
export function askedBy(registry: Registry, { blocks }: Message): string | null {
  const controls = blocks.flatMap((block) => (block.kind === 'actions' ? block.controls : []));
  const ids = controls.flatMap((one) => (one.kind === 'button' ? [one.action] : []));
  const found = ids.find((id) => registry.action(id.slice(0, id.indexOf(':')))?.confirms);
  return found === undefined || !ids.includes(`${KEEP}:`) ? null : splitFingerprint(found).action;
}

/** Returns what a confirmation would show now, below a notice, when it isn't what was shown; otherwise null. */
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

/** Says above the new message that nothing was done, because it differs from what was shown. */
export function shownBelowNotice({ t }: Context, now: Message, key: TextKey): Message {
  return { blocks: [note(t.text(key)), ...now.blocks] };
}
