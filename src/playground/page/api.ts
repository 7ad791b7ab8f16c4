import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Locale } from '../../texts/index.ts';
import type { TrialFaults } from '../faults/trial-faults.ts';
import type { LocalPlatform } from '../local-platform.ts';
import type { TrialTime } from '../time/trial-time.ts';
import { TrialRefusal } from '../trial-refusal.ts';
import { answer, tooLarge } from './answer.ts';
import { streamChanges } from './changes.ts';
import { addFaults } from './faults.ts';
import { passFile } from './files.ts';
import { addFrame, type Frame } from './frame.ts';
import { languageOf } from './language.ts';
import { perform } from './perform.ts';
import { type ActName, acts, who, whoAndWhere } from './requests.ts';
import { newestOfAll, type PersonsScreen, placesOf, screenOf } from './screen.ts';
import { addTime } from './time.ts';

type Platforms = Readonly<Record<'slack' | 'discord', LocalPlatform>>;

/** Room for several files of the allowed 10 MiB, as base64. */
const LARGEST_BODY = 60 * 1024 * 1024;

/** Says in a few words who a person is, by their name. */
export type Introduction = (name: string, locale: Locale) => string;

/** Everything that the page's requests can reach. */
export interface Offered {
  readonly platforms: Platforms;
  readonly time: TrialTime;
  readonly faults: TrialFaults;
  readonly frame?: Frame;
  readonly about?: Introduction;
}

/** Serves the page's requests, below /essai: GET looks, POST acts. */
export function createApi({ platforms, time, faults, frame, about = () => '' }: Offered): Hono {
  const app = new Hono();
  const both = [platforms.slack, platforms.discord];

  app.get('/api/people', (context) =>
    answer(context, () =>
      both.map((platform) => ({
        name: platform.name,
        people: platform.users().map((user) => ({
          ...user,
          about: about(user.name, languageOf(context)),
          language: platform.languageOf(user.id),
          teams: platform.teamsOf(user.id),
        })),
      })),
    ),
  );

  app.get('/api/newest', (context) =>
    answer(context, () => both.map((platform) => ({ name: platform.name, people: newestOfAll(platform) }))),
  );

  app.get('/api/screen', (context) =>
    answer(context, () => {
      const { platform, user, channel, thread } = whoAndWhere.parse(context.req.query());
      return dated(screenOf(known(platforms[platform], user), user, { channel, thread: thread ?? null }), time);
    }),
  );

  app.get('/api/places', (context) =>
    answer(context, () => {
      const { platform, user } = who.parse(context.req.query());
      return placesOf(known(platforms[platform], user), user);
    }),
  );

  app.get('/api/commands', (context) =>
    answer(context, () => {
      const { platform, user } = who.parse(context.req.query());
      const commands = known(platforms[platform], user).commands(user);
      return commands.map(({ options, ...command }) => ({ ...command, options: options.map(withoutUsual) }));
    }),
  );

  app.get('/api/changes', (context) =>
    streamChanges(context, [...both, time, faults, ...(frame ? [frame] : [])], frame?.over),
  );

  app.get('/files/:platform', (context) => {
    const platform = both.find(({ name }) => name === context.req.param('platform'));
    return platform ? passFile(context, platform, context.req.query('at') ?? '/') : context.notFound();
  });

  for (const name of Object.keys(acts) as ActName[]) app.post(`/api/${name}`, limited, act(platforms, name));
  addTime(app, time);
  addFaults(app, faults);
  if (frame) addFrame(app, frame);
  return app;
}

/** Leaves out what is as usual, "no" and "none": there are many options, and the page shall be light. */
const withoutUsual = (option: object) =>
  Object.fromEntries(
    Object.entries(option).filter(([, value]) => value !== false && !(Array.isArray(value) && value.length === 0)),
  );

const limited = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: tooLarge('files'),
});

function act<N extends ActName>(platforms: Platforms, name: N): (context: Context) => Promise<Response> {
  return (context) =>
    answer(context, async () => {
      const body: unknown = await context.req.json();
      const given = acts[name].parse(body);
      const platform = known(platforms[given.platform], given.user);
      // The schema looked up by name has returned what the function of that name takes.
      return (perform[name] as (platform: LocalPlatform, given: unknown) => Promise<unknown>)(platform, given);
    });
}

/** Dates what is seen by the trial's time, whatever the clock of the platforms. */
function dated(screen: PersonsScreen, { offset }: TrialTime): PersonsScreen {
  return { ...screen, messages: screen.messages.map((message) => ({ ...message, at: message.at - offset })) };
}

/** Returns the platform once it is certain that this person exists there. */
function known(platform: LocalPlatform, user: string): LocalPlatform {
  if (!platform.users().some(({ id }) => id === user)) throw new TrialRefusal('gone');
  return platform;
}
