import { setImmediate as nextTurn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { CommandDefinition, CommandOption } from '../../../src/chat/interaction.ts';
import type { Message } from '../../../src/chat/message.ts';
import type {
  FileSource,
  FormResponder,
  Inbox,
  IncomingAction,
  IncomingCommand,
  IncomingForm,
  IncomingMessage,
  Responder,
} from '../../../src/chat/platform.ts';
import { needsOn } from '../../../src/composition.ts';
import { silentLog } from '../../../src/log.ts';
import { createSlack, type SlackOptions, type SlackPlatform } from '../../../src/platforms/slack/platform.ts';
import type { ManifestOptions } from '../../../src/platforms/slack/register.ts';
import { type LocalSlack, type LocalSlackOptions, startLocalSlack } from '../../../src/playground/slack/index.ts';
import { textIn } from '../../../src/texts/index.ts';
import { appManifest, withoutScopes } from '../../support/slack-manifest.ts';

function option(
  field: string,
  fr: string,
  kind: CommandOption['kind'],
  more: Partial<CommandOption> = {},
): CommandOption {
  return {
    field,
    name: { fr, en: field },
    description: { fr, en: field },
    kind,
    required: false,
    choices: [],
    suggests: false,
    listed: false,
    max: null,
    ...more,
  };
}

function definition(fr: string, en: string, options: readonly CommandOption[] = []): CommandDefinition {
  return {
    path: { fr: fr.split(' '), en: en.split(' ') },
    description: { fr: `Pour ${fr}`, en: `To ${en}` },
    form: 'when-incomplete',
    options,
  };
}

const commands: readonly CommandDefinition[] = [
  definition('mois', 'month'),
  definition('evenement proposer', 'event propose', [
    option('title', 'titre', 'text'),
    option('when', 'date', 'text'),
    option('contact', 'personne', 'person'),
    option('place', 'salon', 'channel'),
    option('audience', 'public', 'choice', {
      choices: [
        { value: 'all', label: { fr: 'Tout public', en: 'Everyone' } },
        { value: 'pro', label: { fr: 'Professionnels', en: 'Professionals' } },
      ],
    }),
  ]),
  definition('evenement liste', 'event list'),
  definition('reunion compte-rendu', 'meeting minutes', [option('text', 'texte', 'text')]),
  definition('equipe nommer', 'team name', [option('person', 'personne', 'person')]),
];

/** Notes what comes in; answers as each test says. */
export class TestInbox implements Inbox {
  readonly commands: IncomingCommand[] = [];
  readonly actions: IncomingAction[] = [];
  readonly forms: IncomingForm[] = [];
  readonly messages: IncomingMessage[] = [];
  onCommand = async (responder: Responder, _command: IncomingCommand): Promise<void> => responder.acknowledge('silent');
  onAction = async (responder: Responder, _action: IncomingAction): Promise<void> => responder.acknowledge('silent');
  onForm = async (responder: FormResponder, _form: IncomingForm): Promise<void> => responder.acknowledge('silent');
  onMessage = async (_message: IncomingMessage): Promise<void> => {};

  async command(command: IncomingCommand, responder: Responder): Promise<void> {
    this.commands.push(command);
    await this.onCommand(responder, command);
  }

  async action(action: IncomingAction, responder: Responder): Promise<void> {
    this.actions.push(action);
    await this.onAction(responder, action);
  }

  async form(form: IncomingForm, responder: FormResponder): Promise<void> {
    this.forms.push(form);
    await this.onForm(responder, form);
  }

  async message(message: IncomingMessage): Promise<void> {
    await this.onMessage(message);
    this.messages.push(message);
  }

  async suggest(): Promise<[]> {
    return [];
  }
}

const storedFiles: FileSource = {
  bytes: async (id) => {
    if (id === 'away') throw new Error('the database is away');
    if (id === 'erased') return 'erased';
    return id === 'gone' ? null : new TextEncoder().encode(`bytes of ${id}`);
  },
  link: async (file) => ({ url: `https://bot.example.org/files/${file.id}`, days: 30 }),
};

export interface Setting {
  readonly slack: LocalSlack;
  readonly platform: SlackPlatform;
  readonly inbox: TestInbox;
  readonly user: string;
  readonly channel: string;
  /** Milliseconds of the pauses that the adapter asked for; none of them is waited. */
  readonly pauses: number[];
  /** Resolves when everything handed over both ways has been dealt with. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export function optionsFor(slack: LocalSlack, more: Partial<SlackOptions> = {}): SlackOptions {
  const { environment } = slack;
  return {
    botToken: environment.SLACK_BOT_TOKEN ?? '',
    appToken: environment.SLACK_APP_TOKEN,
    signingSecret: environment.SLACK_SIGNING_SECRET,
    apiUrl: environment.SLACK_API_URL ?? '',
    files: storedFiles,
    commands,
    needs: needsOn('slack'),
    locale: 'fr',
    log: silentLog,
    text: textIn,
    ...more,
  };
}

/** Returns the manifest of an app with this file's commands, in French and over Socket Mode unless changed. */
export function manifestOf(changes: Partial<ManifestOptions> = {}) {
  return appManifest({ commands, name: 'Fil', ...changes });
}

/** Returns the same manifest without these scopes. */
export function manifestWithout(...scopes: readonly string[]) {
  return withoutScopes(manifestOf(), scopes);
}

/** Starts a Slack for one test, closed when the test is over. */
export async function localSlack(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  const slack = await startLocalSlack(options);
  onTestFinished(() => slack.close());
  return slack;
}

export async function start(local: LocalSlackOptions = {}, more: Partial<SlackOptions> = {}): Promise<Setting> {
  const slack = await startLocalSlack(local);
  slack.installManifest(manifestOf({ name: 'Fil conducteur' }));
  const { id: user } = slack.addUser({ name: 'Ana', locale: 'fr', administrator: true });
  const { id: channel } = slack.addChannel({ name: 'general' });
  const inbox = new TestInbox();
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  const platform = createSlack(optionsFor(slack, { pause, ...more }));
  await platform.start(inbox);
  return {
    slack,
    platform,
    inbox,
    user,
    channel,
    pauses,
    async quiet() {
      await slack.settled();
      while (platform.inFlight() > 0) await nextTurn();
      await slack.settled();
    },
    async close() {
      await platform.stop();
      await slack.close();
    },
  };
}

export function texts(setting: Setting, place = { channel: setting.channel, thread: null as string | null }): string[] {
  return setting.slack.messages(setting.user, place).map((message) => message.text);
}

export const say = (text: string): Message => ({ blocks: [{ kind: 'text', text }] });
