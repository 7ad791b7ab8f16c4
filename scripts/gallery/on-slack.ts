import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { renderForm } from '../../src/platforms/slack/render-form.ts';
import { renderMessage } from '../../src/platforms/slack/render-message.ts';
import { wordsOf } from '../../src/platforms/slack/words.ts';
import type { ManualClock } from '../../src/playground/clock.ts';
import { startLocalSlack } from '../../src/playground/slack/index.ts';
import { textIn } from '../../src/texts/index.ts';
import { openForm, type Stage, seenFrom } from './stage.ts';

const COMMAND = '/galerie';

const scopes = ['channels:history', 'channels:read', 'chat:write', 'commands', 'users:read'];

/** Logs nothing: errors are thrown, and the rest is of no interest here. */
const nothing = () => {};
const silent: Logger = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing },
  ...{ setLevel: nothing, setName: nothing, getLevel: () => LogLevel.ERROR },
};

/** Shows what the bot sends to Slack. */
export async function slackStage(clock: ManualClock): Promise<Stage> {
  const slack = await startLocalSlack({ clock, teamName: 'ESS Picardie' });
  slack.installManifest({
    display_information: { name: 'Fil conducteur' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Fil conducteur' },
      slash_commands: [{ command: COMMAND, description: 'Montre un formulaire' }],
    },
    oauth_config: { scopes: { bot: scopes } },
    settings: { interactivity: { is_enabled: true } },
  });
  slack.keepLimits(false);
  const user = slack.addUser({ name: 'Camille', locale: 'fr' }).id;
  const channel = slack.addChannel({ name: 'organisateurs' }).id;
  const { SLACK_BOT_TOKEN: token = '', SLACK_APP_TOKEN: appToken = '', SLACK_API_URL = '' } = slack.environment;
  const clientOptions = { slackApiUrl: SLACK_API_URL };
  const receiver = new SocketModeReceiver({ appToken, logger: silent, installerOptions: { clientOptions } });
  const app = new App({ token, receiver, clientOptions, logger: silent });
  let wanted: Parameters<typeof renderForm> | null = null;
  app.command(COMMAND, async ({ ack, command, client }) => {
    if (wanted) await client.views.open({ trigger_id: command.trigger_id, view: renderForm(...wanted) });
    await ack();
  });
  await app.start();
  return {
    async message(message) {
      const { parts, files } = renderMessage(message);
      const sent: string[] = [];
      for (const { text, blocks } of parts) {
        const { ts } = await app.client.chat.postMessage({ channel, text, blocks: [...blocks] });
        sent.push(ts ?? '');
      }
      const shown = seenFrom(slack, user, channel, sent[0] ?? '');
      // The files follow in the thread: here their names are enough.
      const named = files.map(({ file: { name, type, size } }) => ({ name, type, size, url: '#' }));
      return shown.map((one, index) => (index === shown.length - 1 ? { ...one, files: named } : one));
    },
    async form(form) {
      wanted = [form, 'kept', wordsOf(textIn, form.locale)];
      await slack.command(user, { channel, thread: null }, COMMAND);
      const shown = openForm(slack, user);
      await slack.dismiss(user);
      return shown;
    },
    async close() {
      await app.stop();
      await slack.close();
    },
  };
}
