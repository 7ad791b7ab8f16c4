import type { KnownEventFromType } from '@slack/bolt';
import type { SlackEvent } from '@slack/types';
import { expect, it } from 'vitest';
import { socketApp } from './apps.ts';
import { client, here, manifest, refusal, scene } from './support.ts';

type Message = KnownEventFromType<'message'>;

async function listening() {
  const setting = await scene();
  const events: SlackEvent[] = [];
  await socketApp(setting.slack, (bolt) => {
    bolt.event(/.*/, async ({ event }) => {
      events.push(event as SlackEvent);
    });
  });
  return {
    ...setting,
    events,
    messages: () => events.filter((event): event is Message => event.type === 'message'),
  };
}

it('delivers what people type as their client sends it: escaped, with rich text [S: reference/events/message]', async () => {
  const { slack, anne, bruno, general, events } = await listening();
  const ts = await slack.say(anne, here(general), '*Fête* & <b> pour @Bruno : https://example.org/x.');
  await slack.settled();
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    type: 'message',
    channel: general,
    channel_type: 'channel',
    user: anne,
    ts,
    event_ts: ts,
    team: slack.team.id,
    client_msg_id: expect.any(String),
    text: `*Fête* &amp; &lt;b&gt; pour <@${bruno}> : <https://example.org/x>.`,
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Fête', style: { bold: true } },
              { type: 'text', text: ' & <b> pour ' },
              { type: 'user', user_id: bruno },
              { type: 'text', text: ' : ' },
              { type: 'link', url: 'https://example.org/x' },
              { type: 'text', text: '.' },
            ],
          },
        ],
      },
    ],
  });
  expect(slack.messages(bruno, here(general))[0]?.text).toBe('Fête & <b> pour @Bruno : https://example.org/x.');
});

it('tells the bot when it is mentioned, beside the message itself [S: reference/events/app_mention]', async () => {
  const { slack, anne, general, events } = await listening();
  await slack.say(anne, here(general), '@Fil conducteur que se passe-t-il ?');
  await slack.settled();
  expect(events.map((event) => event.type).sort()).toEqual(['app_mention', 'message']);
});

it('delivers replies, edits, deletions and files [S: reference/events/message]', async () => {
  const { slack, anne, general, messages } = await listening();
  const parent = await slack.say(anne, here(general), 'un');
  const reply = await slack.say(anne, here(general, parent), 'deux');
  await slack.edit(anne, reply, 'trois');
  await slack.remove(anne, reply);
  const bytes = new Uint8Array([1]);
  await slack.say(anne, here(general), 'voici', [{ name: 'a.pdf', type: 'application/pdf', bytes }]);
  await slack.settled();
  expect(messages()).toMatchObject([
    { text: 'un' },
    { text: 'deux', thread_ts: parent, parent_user_id: anne },
    {
      subtype: 'message_changed',
      message: { text: 'trois', edited: { user: anne } },
      previous_message: { text: 'deux' },
    },
    { subtype: 'message_deleted', deleted_ts: reply, previous_message: { text: 'trois' } },
    { subtype: 'file_share', text: 'voici', files: [{ name: 'a.pdf', mimetype: 'application/pdf', size: 1 }] },
  ]);
});

it('leaves a tombstone where a message with replies was deleted [S: reference/events/message]', async () => {
  const { slack, anne, bruno, general, messages } = await listening();
  const parent = await slack.say(anne, here(general), 'un');
  const reply = await slack.say(bruno, here(general, parent), 'deux');
  await slack.remove(anne, parent);
  await slack.settled();
  expect(slack.messages(anne, here(general))).toMatchObject([{ text: 'This message was deleted.', replies: 1 }]);
  expect(messages().at(-1)).toMatchObject({ subtype: 'message_changed', message: { subtype: 'tombstone' } });
  await slack.remove(bruno, reply);
  expect(slack.messages(anne, here(general))).toEqual([]);
});

it('delivers only from where the bot is a member, and only what it subscribed to [S: apis/events-api]', async () => {
  const { slack, anne, general, events } = await listening();
  const outside = slack.addChannel({ name: 'ailleurs', withBot: false });
  const secret = slack.addChannel({ name: 'bureau', private: true, members: [anne] });
  slack.removeFromChannel(general);
  await slack.say(anne, here(outside.id), 'rien');
  await slack.say(anne, here(general), 'rien');
  await slack.say(anne, here(secret.id), 'privé');
  await slack.say(anne, here('direct'), 'direct');
  await slack.settled();
  expect(events).toMatchObject([{ channel_type: 'group' }, { channel_type: 'im' }]);
  events.length = 0;
  slack.installManifest({
    ...manifest,
    settings: { interactivity: { is_enabled: true }, event_subscriptions: { bot_events: ['message.channels'] } },
  });
  slack.addToChannel(general);
  await slack.say(anne, here('direct'), 'direct');
  await slack.say(anne, here(general), 'public');
  await slack.settled();
  expect(events).toMatchObject([{ channel_type: 'channel', text: 'public' }]);
});

it('tells who joins, who reacts, and who opens the app [S: reference/events]', async () => {
  const { slack, anne, bruno, events } = await listening();
  const small = slack.addChannel({ name: 'petit', members: [anne] });
  slack.addToChannel(small.id, bruno);
  const ts = await slack.say(anne, here(small.id), 'ok ?');
  await slack.react(bruno, ts, 'thumbsup');
  slack.openHome(anne);
  await slack.settled();
  expect(events).toMatchObject([
    { type: 'member_joined_channel', user: bruno, channel: small.id },
    { type: 'message' },
    { type: 'reaction_added', reaction: 'thumbsup', user: bruno, item: { channel: small.id, ts }, item_user: anne },
    { type: 'app_home_opened', user: anne, tab: 'home' },
  ]);
});

it('refuses what a person cannot do [ours]', async () => {
  const { slack, anne, bruno, general } = await scene();
  const outside = slack.addChannel({ name: 'petit', members: [bruno] });
  const secret = slack.addChannel({ name: 'bureau', private: true, members: [bruno] });
  const ts = await slack.say(bruno, here(general), 'à moi');
  await expect(slack.say(anne, here(outside.id), 'x')).rejects.toThrow("n'êtes pas membre");
  await expect(slack.edit(anne, ts, 'x')).rejects.toThrow('vos propres messages');
  expect(() => slack.messages(anne, here(secret.id))).toThrow('ne pouvez pas voir');
  slack.archive(general);
  await expect(slack.say(anne, here(general), 'x')).rejects.toThrow('archivé');
});

it('hides the tabs that the app does not have, and takes no message there [K: views.publish, chat.postMessage]', async () => {
  const { slack, anne } = await scene();
  const web = client(slack);
  const app_home = { home_tab_enabled: false, messages_tab_enabled: false };
  slack.installManifest({ ...manifest, features: { ...manifest.features, app_home } });
  expect(() => slack.openHome(anne)).toThrow('no home tab');
  expect(() => slack.openHome(anne, 'messages')).toThrow('no messages tab');
  expect(await refusal(web.views.publish({ user_id: anne, view: { type: 'home', blocks: [] } }))).toBe('not_enabled');
  expect(await refusal(web.chat.postMessage({ channel: anne, text: 'x' }))).toBe('messages_tab_disabled');
});

it('sends no event whose scope was not granted, and no mention from a direct conversation [S: apis/events-api, reference/events/app_mention]', async () => {
  const { slack, anne, general, events } = await listening();
  await slack.say(anne, here('direct'), '@Fil conducteur bonjour');
  await slack.settled();
  expect(events.map((event) => event.type)).toEqual(['message']);
  events.length = 0;
  const bot = (manifest.oauth_config?.scopes?.bot ?? []).filter((scope) => scope !== 'channels:history');
  slack.installManifest({ ...manifest, oauth_config: { scopes: { bot } } });
  await slack.say(anne, here(general), '@Fil conducteur bonjour');
  await slack.settled();
  expect(events.map((event) => event.type)).toEqual(['app_mention']);
});
