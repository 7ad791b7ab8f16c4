import { beforeAll, expect, it } from 'vitest';
import { client, here, refusal, sharedScene, withScopes } from './support.ts';

const setting = sharedScene();
let seen = '';

beforeAll(async () => {
  withScopes(setting(), 'reactions:write');
  seen = await setting().slack.say(setting().anne, here(setting().general), 'x');
});

const reactions = () => client(setting().slack).reactions;
const reaction = (more: object = {}) => ({ channel: setting().general, timestamp: seen, name: 'eyes', ...more });

it('reacts once to a message, and takes the reaction back once [K: reactions.add, reactions.remove]', async () => {
  const { slack, general } = setting();
  await reactions().add(reaction());
  expect(await refusal(reactions().add(reaction()))).toBe('already_reacted');
  const { messages } = await client(slack).conversations.history({ channel: general });
  expect(messages?.[0]?.reactions).toEqual([{ name: 'eyes', users: [slack.bot.id], count: 1 }]);
  await reactions().remove(reaction());
  expect(await refusal(reactions().remove(reaction()))).toBe('no_reaction');
});

it.each([
  ['no_item_specified', 'no message', { timestamp: '' }],
  ['no_item_specified', 'no channel', { channel: '' }],
  ['bad_timestamp', 'a time that is none', { timestamp: 'hier' }],
  ['message_not_found', 'a message that is not there', { timestamp: '1.000001' }],
  ['channel_not_found', 'a channel that is not there', { channel: 'C0000000000' }],
  ['invalid_name', 'a name that is none', { name: 'é' }],
])('answers %s to a reaction to %s [K: reactions.add]', async (code, _, more) => {
  expect(await refusal(reactions().add(reaction(more)))).toBe(code);
});

it('takes no reaction in a locked thread or an archived channel [K: reactions.add]', async () => {
  const { slack, anne, general } = setting();
  const locked = await slack.say(anne, here(general), 'clos');
  const reply = await slack.say(anne, here(general, locked), 'dedans');
  slack.lockThread(locked);
  expect(await refusal(reactions().add(reaction({ timestamp: reply })))).toBe('thread_locked');
  const old = slack.addChannel({ name: 'vieux' }).id;
  const timestamp = await slack.say(anne, here(old), 'x');
  slack.archive(old);
  expect(await refusal(reactions().add(reaction({ channel: old, timestamp })))).toBe('is_archived');
});

it('takes 23 reactions of one person to a message, and 50 different ones [K: reactions.add; numbers: U]', async () => {
  const { slack, anne, bruno, general } = setting();
  const timestamp = await slack.say(anne, here(general), 'populaire');
  const react = (index: number) => refusal(reactions().add(reaction({ timestamp, name: `emoji_${index}` })));
  for (let index = 0; index < 23; index += 1) expect(await react(index)).toBe('ok');
  expect(await react(23)).toBe('too_many_reactions');
  for (let index = 23; index < 50; index += 1) await slack.react(bruno, timestamp, `emoji_${index}`);
  expect(await react(50)).toBe('too_many_emoji');
});
