import type { SlackEvent } from '@slack/types';
import { expect, it } from 'vitest';
import { socketApp } from './apps.ts';
import { client, here, manifest, scene } from './support.ts';

/** A scene in which the real Bolt hears of everything. */
async function listening() {
  const setting = await scene();
  const { slack } = setting;
  const bot = [...(manifest.oauth_config?.scopes?.bot ?? []), 'pins:read'];
  const more = ['channel_rename', 'group_rename', 'pin_added', 'pin_removed', 'reaction_removed', 'user_change'];
  const bot_events = [...(manifest.settings?.event_subscriptions?.bot_events ?? []), ...more];
  slack.installManifest({
    ...manifest,
    oauth_config: { scopes: { bot } },
    settings: { ...manifest.settings, event_subscriptions: { bot_events } },
  });
  const events: SlackEvent[] = [];
  await socketApp(slack, (bolt) => {
    bolt.event(/.*/, async ({ event }) => {
      events.push(event as SlackEvent);
    });
  });
  /** Returns the events that somebody's doing leads to. */
  const told = async (work: () => unknown): Promise<readonly SlackEvent[]> => {
    await slack.settled();
    events.length = 0;
    await work();
    await slack.settled();
    return events;
  };
  return { ...setting, told };
}

it('an edit has a new time, an unfolded link leaves it as it was [S: reference/events/message/message_changed]', async () => {
  const { slack, anne, general, told } = await listening();
  const ts = await slack.say(anne, here(general), 'Voir *ceci* : https://example.org/');
  expect(await told(() => slack.unfoldLink(ts))).toMatchObject([
    { subtype: 'message_changed', hidden: true, message: { ts, attachments: [{ from_url: 'https://example.org/' }] } },
  ]);
  const [unfolded] = await told(() => slack.unfoldLink(ts));
  expect(unfolded).not.toHaveProperty('message.edited');
  expect(await told(() => slack.edit(anne, ts, 'Voir _cela_'))).toMatchObject([
    {
      subtype: 'message_changed',
      message: { text: 'Voir _cela_', edited: { user: anne, ts: expect.any(String) } },
      previous_message: { text: 'Voir *ceci* : <https://example.org/>' },
    },
  ]);
});

it('the buttons of the composer make rich text, with mrkdwn beside it [t: block-kit; S: reference/events/message]', async () => {
  const { slack, anne, general, told } = await listening();
  const text = (words: string, style?: Record<string, true>) => ({
    type: 'text',
    text: words,
    ...(style && { style }),
  });
  const elements = [
    { type: 'rich_text_section', elements: [text('À apporter', { bold: true, underline: true }), text(' & vite')] },
    {
      type: 'rich_text_list',
      style: 'ordered',
      indent: 0,
      elements: [
        { type: 'rich_text_section', elements: [text('du '), { type: 'link', url: 'https://e.org', text: 'pain' }] },
      ],
    },
    { type: 'rich_text_quote', elements: [text('dit Anne', { italic: true })] },
    { type: 'rich_text_preformatted', elements: [text('a < b')] },
  ];
  expect(await told(() => slack.sayRich(anne, here(general), elements))).toMatchObject([
    {
      text: '*À apporter* &amp; vite\n1. du <https://e.org|pain>\n&gt; _dit Anne_\n```a &lt; b```',
      blocks: [{ type: 'rich_text', elements }],
    },
  ]);
  await expect(slack.sayRich(anne, here(general), [{ type: 'rich_text_title', elements: [] }])).rejects.toThrow();
});

it('a reply that is also sent to the channel comes twice, the second time as a change [S: reference/events/message/thread_broadcast; bolt-python issue 919]', async () => {
  const { slack, anne, bruno, general, told } = await listening();
  const root = await slack.say(anne, here(general), 'Qui vient ?');
  let ts = '';
  const events = await told(async () => {
    ts = await slack.broadcast(bruno, root, 'Moi !');
  });
  expect(events).toMatchObject([
    { subtype: 'thread_broadcast', ts, thread_ts: root, text: 'Moi !', root: { ts: root, text: 'Qui vient ?' } },
    { subtype: 'message_changed', message: { subtype: 'thread_broadcast', ts }, previous_message: { ts } },
  ]);
  expect(events[1]).not.toHaveProperty('message.edited');
  expect(slack.messages(anne, here(general)).map(({ id }) => id)).toEqual([root, ts]);
  expect(await told(() => slack.reply(bruno, ts, 'et Lou'))).toMatchObject([{ thread_ts: root, text: 'et Lou' }]);
});

it('a file is described for those who cannot see it [S: reference/objects/file-object]', async () => {
  const { slack, anne, general, told } = await listening();
  const bytes = new Uint8Array([1]);
  const files = [{ name: 'a.png', type: 'image/png', bytes, alt: 'Un marché' }];
  expect(await told(() => slack.say(anne, here(general), '', files))).toMatchObject([
    { subtype: 'file_share', files: [{ alt_txt: 'Un marché', url_private: expect.stringContaining('/files-pri/') }] },
  ]);
});

it('a reaction is told when it comes and when it goes [S: reference/events/reaction_added, reference/events/reaction_removed]', async () => {
  const { slack, anne, bruno, general, told } = await listening();
  const ts = await slack.say(anne, here(general), 'Oui ?');
  expect(await told(() => slack.react(bruno, ts, ':thumbsup:'))).toMatchObject([
    { type: 'reaction_added', reaction: 'thumbsup', item_user: anne },
  ]);
  expect(await told(() => slack.react(bruno, ts, 'thumbsup'))).toEqual([]);
  expect(await told(() => slack.react(bruno, ts, 'thumbsup', false))).toMatchObject([
    { type: 'reaction_removed', reaction: 'thumbsup', user: bruno, item: { channel: general, ts } },
  ]);
  await expect(slack.react(bruno, ts, '🦄')).rejects.toThrow('no emoji');
});

it('a pin is told beside the line that Slack writes about it [S: reference/events/pin_added, reference/events/message/pinned_item]', async () => {
  const { slack, anne, bruno, general, told } = await listening();
  const ts = await slack.say(anne, here(general), 'À retenir');
  expect(await told(() => slack.pin(bruno, ts))).toMatchObject([
    {
      type: 'pin_added',
      user: bruno,
      channel_id: general,
      item: { type: 'message', message: { ts } },
      item_user: anne,
    },
    { type: 'message', subtype: 'pinned_item', user: bruno },
  ]);
  expect(slack.messages(anne, here(general)).map(({ text }) => text)).toEqual(['À retenir']);
  expect(await told(() => slack.pin(bruno, ts, false))).toMatchObject([
    { type: 'pin_removed', item: { message: { ts } }, has_pins: false },
  ]);
});

it('administrators delete what others wrote; nobody else does [S: reference/events/message/message_deleted]', async () => {
  const { slack, anne, bruno, general, told } = await listening();
  const admin = slack.addUser({ name: 'Chloé', administrator: true }).id;
  const ts = await slack.say(anne, here(general), 'oups');
  await expect(slack.remove(bruno, ts)).rejects.toThrow('your own');
  expect(await told(() => slack.remove(admin, ts))).toMatchObject([{ subtype: 'message_deleted', deleted_ts: ts }]);
});

it("somebody else's bot speaks as a bot [S: reference/events/message]", async () => {
  const { slack, general, told } = await listening();
  const bot = slack.addBot({ name: 'Météo' }).id;
  expect(slack.users().map(({ name }) => name)).not.toContain('Météo');
  expect(await told(() => slack.say(bot, here(general), 'Pluie'))).toMatchObject([
    { user: bot, bot_id: expect.stringMatching(/^B/), bot_profile: { name: 'Météo' }, text: 'Pluie' },
  ]);
  expect(await client(slack).users.info({ user: bot })).toMatchObject({ user: { is_bot: true } });
});

it('two messages of one millisecond have times of their own, in their order [S: reference/events/message]', async () => {
  const { slack, anne, general } = await scene();
  const said = [await slack.say(anne, here(general), 'un'), await slack.say(anne, here(general), 'deux')];
  expect([...new Set(said)].sort()).toEqual(said);
  const { messages } = await client(slack).conversations.history({ channel: general });
  expect(messages?.map(({ ts }) => ts).reverse()).toEqual(said);
});

it('a channel is renamed and made private, and tells so itself [S: reference/events/channel_rename, reference/events/message/channel_convert_to_private]', async () => {
  const { slack, anne, general, told } = await listening();
  expect(await told(() => slack.renameChannel(general, 'place'))).toMatchObject([
    { type: 'channel_rename', channel: { id: general, name: 'place' } },
    { type: 'message', subtype: 'channel_name' },
  ]);
  expect(await told(() => slack.makePrivate(general))).toMatchObject([
    { type: 'message', subtype: 'channel_convert_to_private', channel: general, channel_type: 'group' },
  ]);
  expect(await told(() => slack.say(anne, here(general), 'entre nous'))).toMatchObject([{ channel_type: 'group' }]);
  expect(await told(() => slack.renameChannel(general, 'cercle'))).toMatchObject([{ type: 'group_rename' }, {}]);
  const { channel } = await client(slack).conversations.info({ channel: general });
  expect(channel).toMatchObject({ id: general, name: 'cercle', is_private: true, is_member: true });
});

it('whoever leaves the workspace is told as a change of theirs [S: reference/events/user_change]', async () => {
  const { slack, bruno, told } = await listening();
  expect(await told(() => slack.deactivate(bruno))).toMatchObject([
    { type: 'user_change', user: { id: bruno, deleted: true } },
  ]);
});
