import { rightsText } from '../../access/contacts/obstacle.ts';
import type { ChannelAccess } from '../../chat/channel-access.ts';
import type { DeclaredNeed } from '../../chat/needs.ts';
import type { PlatformName } from '../../chat/place.ts';
import { type Inbox, type Platform, StartError } from '../../chat/platform.ts';
import type { TiedTeam } from '../../database/tied-channels.ts';
import type { Environment } from '../../env.ts';
import { troubleIn } from '../../features/regions/messages/access-words.ts';
import { channelUses } from '../../features/regions/rules.ts';
import { type Log, type LogFields, silentLog } from '../../log.ts';
import { notInvitedWords } from '../../platforms/discord/not-invited.ts';
import { inviteLink } from '../../platforms/discord/permissions.ts';
import { createDiscord } from '../../platforms/discord/platform.ts';
import { discordTraits } from '../../platforms/discord/traits.ts';
import { traitsOf } from '../../platforms/registered.ts';
import { checkAppToken } from '../../platforms/slack/app-token.ts';
import { createSlack } from '../../platforms/slack/platform.ts';
import { slackTraits } from '../../platforms/slack/traits.ts';
import { textIn } from '../../texts/index.ts';
import { translator } from '../../texts/translator.ts';
import { type CheckResult, partly, well, wrong } from '../check-result.ts';
import { answerOf, checkClock, networkCode } from './machine.ts';

const PATIENCE_MS = 10_000;

/** Nobody is answered: the bot itself may be running. */
const deaf: Inbox = {
  command: async () => {},
  action: async () => {},
  form: async () => {},
  message: async () => {},
  suggest: async () => null,
};

interface Said {
  readonly event: string;
  readonly fields: LogFields;
}

/** A log that keeps what an adapter says at its start of what it isn't granted. */
function listening(): { readonly log: Log; readonly said: Said[] } {
  const said: Said[] = [];
  const keep = (event: string, fields: LogFields = {}) => void said.push({ event, fields });
  const log: Log = { ...silentLog, info: keep, warn: keep, with: () => log };
  return { log, said };
}

const shared = {
  files: { bytes: async () => null, link: async () => null },
  commands: [],
  text: textIn,
  receives: false,
};

export type NeedsOn = (platform: PlatformName) => readonly DeclaredNeed[];

export async function checkSlack(
  environment: Environment,
  needsOn: NeedsOn,
  teams: readonly TiedTeam[] | null,
): Promise<readonly CheckResult[]> {
  const { slack, locale } = environment;
  if (!slack) return [];
  const { log, said } = listening();
  const platform = createSlack({ ...slack, ...shared, locale, log, needs: needsOn(slackTraits.name), limited: false });
  const date = await dateAt(`${slack.apiUrl}api.test`, {});
  const findings = await started(platform, said, environment, teams);
  const socket = slack.appToken === undefined ? [] : await appToken(slack.appToken, slack.apiUrl, environment);
  // A trouble that both tokens meet, such as a network that is away, is told once.
  const more = socket.filter(({ words }) => !findings.some((one) => one.words === words));
  return [...findings, ...more, ...checkClock(date, environment, new Date())];
}

async function appToken(token: string, apiUrl: string, { locale }: Environment): Promise<readonly CheckResult[]> {
  try {
    return [well(await checkAppToken({ token, apiUrl, log: silentLog, text: textIn, locale }))];
  } catch (error) {
    if (error instanceof StartError) return [wrong(error.message)];
    throw error;
  }
}

export async function checkDiscord(
  environment: Environment,
  needsOn: NeedsOn,
  teams: readonly TiedTeam[] | null,
): Promise<readonly CheckResult[]> {
  const { discord, locale } = environment;
  if (!discord) return [];
  const { log, said } = listening();
  const needs = needsOn(discordTraits.name);
  const platform = createDiscord({ ...discord, ...shared, locale, log, needs });
  const headers = { Authorization: `Bot ${discord.token}` };
  const me = `${discord.apiUrl}/v10/users/@me`;
  const findings = await started(platform, said, environment, teams);
  const nowhere = said.some(({ event, fields }) => event === 'discord.connected' && fields.servers === 0);
  const link = nowhere ? inviteLink(await idAt(me, headers), needs) : '';
  return [
    ...findings,
    ...(nowhere ? [wrong(notInvitedWords(textIn, locale, link))] : []),
    ...checkClock(await dateAt(me, headers), environment, new Date()),
  ];
}

/** Connects as the bot does, by its real client, and asks what it may do in each channel that it was given. */
async function started(
  platform: Platform,
  said: readonly Said[],
  environment: Environment,
  teams: readonly TiedTeam[] | null,
): Promise<readonly CheckResult[]> {
  const { locale } = environment;
  const { title } = traitsOf(platform.name);
  try {
    await platform.start(deaf);
  } catch (error) {
    if (error instanceof StartError) return [wrong(error.message)];
    return [wrong(textIn(locale, 'maintenance.doctor.notConnected', { platform: title, code: networkCode(error) }))];
  }
  try {
    return [
      well(textIn(locale, 'maintenance.doctor.connected', { platform: title })),
      ...said.flatMap((one) => withheldIn(one, title, locale)),
      ...(await allChannels(platform, teams, environment)),
    ];
  } finally {
    await platform.stop();
  }
}

/** The field that names what isn't granted, by the message that an adapter logs of it at its start. */
const WITHHELD: Readonly<Record<string, string>> = {
  'slack.scope-not-granted': 'scope',
  'discord.intent-not-granted': 'intent',
  'discord.permission-not-granted': 'permission',
};

function withheldIn({ event, fields }: Said, platform: string, locale: 'fr' | 'en'): readonly CheckResult[] {
  const kind = WITHHELD[event];
  if (kind === undefined) return [];
  const raw = String(fields[kind]);
  const name = kind === 'permission' ? rightsText(translator(locale, 'UTC'), [raw]) : raw;
  const todo =
    kind === 'permission'
      ? textIn(locale, 'maintenance.doctor.grant', { link: String(fields.todo) })
      : String(fields.todo ?? '');
  const values = { platform, name, consequence: String(fields.consequence), todo };
  return [
    partly(textIn(locale, todo === '' ? 'maintenance.doctor.withheld' : 'maintenance.doctor.withheldTodo', values)),
  ];
}

async function allChannels(
  platform: Platform,
  teams: readonly TiedTeam[] | null,
  environment: Environment,
): Promise<readonly CheckResult[]> {
  const { locale } = environment;
  const { title } = traitsOf(platform.name);
  if (teams === null) return [partly(textIn(locale, 'maintenance.doctor.channels.untold', { platform: title }))];
  const own = teams.filter((team) => team.platform === platform.name);
  const found = (await Promise.all(own.map((team) => channels(platform, team, environment)))).flat();
  return found.length > 0 ? found : [partly(textIn(locale, 'maintenance.doctor.channels.none', { platform: title }))];
}

async function channels(platform: Platform, team: TiedTeam, { locale }: Environment): Promise<readonly CheckResult[]> {
  const t = translator(locale, 'UTC');
  const { title } = traitsOf(platform.name);
  const chosen = channelUses.flatMap((use) => {
    const channel = team[use];
    return channel === null ? [] : [{ use, channel }];
  });
  const found = await Promise.all(
    chosen.map(async ({ use, channel }) => ({ use, access: await platform.access(channel) })),
  );
  const relayed = await Promise.all(team.relayed.map((channel) => platform.access(channel)));
  const trouble = [...troubleIn(t, platform.name, found), ...relayed.flatMap((access) => relayTrouble(access, locale))];
  if (trouble.length > 0)
    return trouble.map((words) =>
      wrong(textIn(locale, 'maintenance.doctor.channels.trouble', { platform: title, words })),
    );
  return [
    well(
      textIn(locale, 'maintenance.doctor.channels.fine', { platform: title, count: chosen.length + relayed.length }),
    ),
  ];
}

function relayTrouble({ channel, bot, lacks, obstacle }: ChannelAccess, locale: 'fr' | 'en'): readonly string[] {
  const t = translator(locale, 'UTC');
  const lacking = lacks.relay ?? [];
  if (obstacle === null && lacking.length === 0) return [];
  const named = channel ?? t.text('common.access.thisChannel');
  if (lacking.length === 0) return [t.text('common.access.invite', { channel: named, bot })];
  return [t.text('common.access.rightsLacking', { channel: named, bot, rights: rightsText(t, lacking) })];
}

async function dateAt(url: string, headers: Readonly<Record<string, string>>): Promise<string | null> {
  const answered = await asked(url, headers);
  return answered?.headers.get('date') ?? null;
}

async function idAt(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const response = await asked(url, headers);
  const answer = response && (await answerOf(response));
  return typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : 'APPLICATION_ID';
}

function asked(url: string, headers: Readonly<Record<string, string>>): Promise<Response | null> {
  return fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
}
