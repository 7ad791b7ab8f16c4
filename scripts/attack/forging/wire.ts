import { packOrigin } from '../../../src/platforms/slack/form-ids.ts';
import type { Forged, LocalPlatform } from '../../../src/playground/local-platform.ts';
import type { ForgedPress } from './presses.ts';

type Does = ForgedPress['does'];

/** Does it on the platform, in the platform's words. Resolves when the bot has acknowledged. */
export function doForged(platform: LocalPlatform, user: string, channel: string, does: Does): Promise<void> {
  const { kind } = does;
  const data = platform.name === 'slack' ? onSlack(does, channel) : onDiscord(does);
  return platform.forge(user, channel, { kind, data });
}

function onSlack(does: Does, channel: string): Forged['data'] {
  if (does.kind === 'press') return { type: 'button', action_id: does.action, text: { type: 'plain_text', text: 'X' } };
  if (does.kind === 'choose') {
    return {
      ...{ type: 'multi_static_select', action_id: does.action },
      selected_options: does.chosen.map((value) => ({ value, text: { type: 'plain_text', text: 'X' } })),
    };
  }
  const typed = Object.entries(does.values).map(([name, value]) => [
    name,
    { [name]: { type: 'plain_text_input', value } },
  ]);
  const kept = { form: does.form, channel, thread: null, url: null, replaces: false, at: null, message: null };
  return {
    ...{ callback_id: 'form', private_metadata: packOrigin(kept), state: { values: Object.fromEntries(typed) } },
    blocks: Object.keys(does.values).map((name) => ({ type: 'input', block_id: name })),
  };
}

const TEXT_INPUT = 4;
const LABEL = 18;

function onDiscord(does: Does): Forged['data'] {
  if (does.kind === 'press') return { custom_id: does.action };
  if (does.kind === 'choose') return { custom_id: does.action, values: does.chosen };
  return {
    custom_id: `form:${does.form}`,
    components: Object.entries(does.values).map(([custom_id, value], index) => ({
      ...{ type: LABEL, id: index + 1 },
      component: { type: TEXT_INPUT, id: 100 + index, custom_id, value },
    })),
  };
}
