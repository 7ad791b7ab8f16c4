import type { SlashCommand } from '@slack/bolt';
import { expect, it } from 'vitest';
import { PlatformRefusal } from '../../../src/playground/local-platform.ts';
import { socketApp } from './apps.ts';
import { client, here, scene } from './support.ts';

it('hands a slash command to the app and shows its private answer to the person alone', async () => {
  const { slack, anne, bruno, general } = await scene();
  let received: SlashCommand | undefined;
  await socketApp(slack, (app) => {
    app.command('/evenement', async ({ ack, command }) => {
      received = command;
      await ack({ text: `Reçu : *${command.text}*` });
    });
  });
  await slack.command(anne, here(general), '/evenement  proposer un atelier & plus');
  const seen = slack.messages(anne, here(general));
  expect(seen.map((message) => [message.text, message.onlyForYou])).toEqual([
    ['Reçu : proposer un atelier & plus', true],
  ]);
  expect(slack.messages(bruno, here(general))).toEqual([]);
  expect(received).toMatchObject({
    command: '/evenement',
    text: 'proposer un atelier & plus',
    channel_id: general,
    channel_name: 'general',
    user_id: anne,
    user_name: 'anne.petit',
    team_id: slack.team.id,
    is_enterprise_install: 'false',
  });
});

it('shows the time-out Slack shows when a command is not acknowledged within 3 seconds', async () => {
  const { slack, clock, anne, general } = await scene();
  await socketApp(slack, (app) => app.command('/evenement', async () => {}));
  const typed = slack.command(anne, here(general), '/evenement');
  clock.advance(2999);
  clock.advance(1);
  await expect(typed).rejects.toThrow(new PlatformRefusal('/evenement failed with the error "operation_timeout"'));
});

it('refuses a command that no app has, one in a thread, and one while the app is not connected', async () => {
  const { slack, anne, general } = await scene();
  await expect(slack.command(anne, here(general), '/autre')).rejects.toThrow('/autre is not a valid command.');
  await expect(slack.command(anne, here(general), '/evenement')).rejects.toThrow('"dispatch_failed"');
  const parent = await slack.say(anne, here(general), 'bonjour');
  await expect(slack.command(anne, here(general, parent), '/evenement')).rejects.toThrow('not supported in threads');
});

it('takes a command in a direct conversation and hides the names of private channels', async () => {
  const { slack, anne } = await scene();
  const names: string[] = [];
  await socketApp(slack, (app) => {
    app.command('/evenement', async ({ ack, command }) => {
      names.push(command.channel_name);
      await ack();
    });
  });
  const secret = slack.addChannel({ name: 'bureau', private: true, members: [anne] });
  await slack.command(anne, here('direct'), '/evenement');
  await slack.command(anne, here(secret.id), '/evenement');
  expect(names).toEqual(['directmessage', 'privategroup']);
});

it('turns names into ids in the text of a command that asks for it', async () => {
  const { slack, anne, bruno, general } = await scene();
  let text = '';
  await socketApp(slack, (app) => {
    app.command('/echappe', async ({ ack, command }) => {
      text = command.text;
      await ack();
    });
  });
  await slack.command(anne, here(general), '/echappe @Bruno dans #general, 1 < 2');
  expect(text).toBe(`<@${bruno}|bruno> dans <#${general}|general>, 1 &lt; 2`);
});

it('lists the commands of the manifest', async () => {
  const { slack, anne } = await scene();
  expect(slack.commands(anne)[0]).toEqual({
    path: '/evenement',
    description: 'Proposer un événement · proposer',
    options: [],
  });
});

async function responseUrl(name: string) {
  const setting = await scene();
  let url = '';
  await socketApp(setting.slack, (app) => {
    app.command('/evenement', async ({ ack, command }) => {
      url = command.response_url;
      await ack();
    });
  });
  await setting.slack.command(setting.anne, here(setting.general), name);
  const post = async (body: object) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return [response.status, await response.text()];
  };
  return { ...setting, post };
}

it('lets a response URL be used five times', async () => {
  const { post } = await responseUrl('/evenement');
  for (let use = 0; use < 5; use += 1) expect(await post({ text: 'encore' })).toEqual([200, 'ok']);
  expect(await post({ text: 'trop' })).toEqual([404, '{"ok":false,"error":"used_url"}']);
});

it('lets a response URL be used for thirty minutes', async () => {
  const { post, clock } = await responseUrl('/evenement');
  clock.advance(30 * 60_000);
  expect((await post({ text: 'juste' }))[0]).toBe(200);
  clock.advance(1);
  expect(await post({ text: 'trop tard' })).toEqual([404, '{"ok":false,"error":"expired_url"}']);
});

it('answers in the channel or in a thread when the response says so', async () => {
  const { post, slack, anne, bruno, general } = await responseUrl('/evenement');
  const parent = await slack.say(bruno, here(general), 'fil');
  await post({ text: 'à tous', response_type: 'in_channel' });
  await post({ text: 'dans le fil', response_type: 'in_channel', thread_ts: parent });
  expect(slack.messages(bruno, here(general)).map((one) => one.text)).toEqual(['fil', 'à tous']);
  expect(slack.messages(anne, here(general, parent)).map((one) => one.text)).toEqual(['fil', 'dans le fil']);
});

it('refuses invalid blocks at a response URL', async () => {
  const { post } = await responseUrl('/evenement');
  const [status, body] = await post({
    blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
  });
  expect(status).toBe(400);
  expect(body).toContain('must be less than 151 characters [json-pointer:/blocks/0/text/text]');
});

it('gives trigger ids that open one form within 3 seconds', async () => {
  const { slack, clock, anne, general } = await scene();
  const triggers: string[] = [];
  await socketApp(slack, (app) => {
    app.command('/evenement', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack();
    });
  });
  const web = client(slack);
  const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Titre' }, blocks: [] };
  const open = async (trigger: string | undefined) => {
    try {
      return (await web.views.open({ trigger_id: trigger ?? '', view })).ok;
    } catch (error) {
      return (error as { data: { error: string } }).data.error;
    }
  };
  await slack.command(anne, here(general), '/evenement');
  await slack.command(anne, here(general), '/evenement');
  expect(await open(triggers[0])).toBe(true);
  expect(await open(triggers[0])).toBe('exchanged_trigger_id');
  clock.advance(3001);
  expect(await open(triggers[1])).toBe('expired_trigger_id');
  expect(await open('1.2.3')).toBe('invalid_trigger_id');
});
