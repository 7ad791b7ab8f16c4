import { beforeAll, beforeEach, expect, it } from 'vitest';
import { client, here, refusal, sharedScene, withScopes } from './support.ts';

const setting = sharedScene();
let seen = '';

beforeEach(() => withScopes(setting(), 'pins:read', 'pins:write'));
beforeAll(async () => {
  seen = await setting().slack.say(setting().anne, here(setting().general), 'x');
});

const pins = () => client(setting().slack).pins;
const pin = (more: object = {}) => ({ channel: setting().general, timestamp: seen, ...more });

it('pins once, lists what is pinned, and takes the pin away once [K: pins.add, pins.list, pins.remove]', async () => {
  const { slack, general } = setting();
  await pins().add(pin());
  expect(await refusal(pins().add(pin()))).toBe('already_pinned');
  expect(await pins().list({ channel: general })).toMatchObject({
    items: [
      { type: 'message', channel: general, created_by: slack.bot.id, message: { ts: seen, pinned_to: [general] } },
    ],
  });
  await pins().remove(pin());
  expect(await refusal(pins().remove(pin()))).toBe('no_pin');
});

it.each([
  ['no_item_specified', 'no message', { timestamp: '' }],
  ['bad_timestamp', 'a time that is none', { timestamp: 'hier' }],
  ['message_not_found', 'a message that is not there', { timestamp: '1.000001' }],
  ['channel_not_found', 'a channel that is not there', { channel: 'C0000000000' }],
])('answers %s to a pin on %s [K: pins.add]', async (code, _, more) => {
  expect(await refusal(pins().add(pin(more)))).toBe(code);
});

it("pins none of Slack's own lines, and nothing where it isn't [K: pins.add]", async () => {
  const { slack, bruno } = setting();
  const channel = slack.addChannel({ name: 'annonces' }).id;
  await slack.pin(bruno, await slack.say(bruno, here(channel), 'y'));
  const { messages } = await client(slack).conversations.history({ channel });
  expect(messages?.[0]).toMatchObject({ subtype: 'pinned_item' });
  expect(await refusal(pins().add(pin({ channel, timestamp: messages?.[0]?.ts })))).toBe('not_pinnable');
  const outside = slack.addChannel({ name: 'ailleurs', withBot: false }).id;
  const timestamp = await slack.say(bruno, here(outside), 'z');
  expect(await refusal(pins().add(pin({ channel: outside, timestamp })))).toBe('not_in_channel');
  expect(await refusal(pins().list({ channel: outside }))).toBe('not_in_channel');
});

it('a channel holds a hundred pins [K: pins.add; number: U]', async () => {
  const { slack, bruno } = setting();
  const channel = slack.addChannel({ name: 'plein' }).id;
  for (let index = 0; index < 100; index += 1) await slack.pin(bruno, await slack.say(bruno, here(channel), 'x'));
  const timestamp = await slack.say(bruno, here(channel), 'un de trop');
  expect(await refusal(pins().add(pin({ channel, timestamp })))).toBe('too_many_pins');
});

it('the reactions to a message are read with their names [K: reactions.get]', async () => {
  const { slack, bruno, general } = setting();
  await slack.react(bruno, seen, 'eyes');
  const { reactions } = client(slack);
  const asked = { channel: general, timestamp: seen };
  expect(await reactions.get(asked)).toMatchObject({
    type: 'message',
    channel: general,
    message: { ts: seen, reactions: [{ name: 'eyes', users: [bruno], count: 1 }] },
  });
  expect(await refusal(reactions.get({ ...asked, timestamp: '1.000001' }))).toBe('message_not_found');
});

it('each needs its scope [K: pins.add, pins.list, reactions.get]', async () => {
  withScopes(setting());
  expect(await refusal(pins().add(pin()))).toBe('missing_scope');
  expect(await refusal(pins().list({ channel: setting().general }))).toBe('missing_scope');
});
