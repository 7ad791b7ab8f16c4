import type { LocalDiscord } from '../discord/index.ts';
import type { LocalPlatform, SeenOption } from '../local-platform.ts';
import { TrialRefusal } from '../trial-refusal.ts';
import { withHome } from './home.ts';
import type { ActInput, ActName } from './requests.ts';

type Perform = {
  readonly [N in ActName]: (platform: LocalPlatform, given: ActInput<N>) => Promise<unknown>;
};

/** Performs on the local platform what somebody does on the page. Rejects with PlatformRefusal. */
export const perform: Perform = {
  say: (platform, { user, place, text, files }) => platform.say(user, place, text, files),
  command: (platform, { user, place, text, options }) => platform.command(user, place, text, options),
  suggest: (platform, { user, place, command, option, typed }): Promise<readonly SeenOption[]> =>
    platform.suggest(user, place, command, option, typed),
  press: (platform, { user, message, control }) => platform.press(user, message, control),
  select: (platform, { user, message, control, values }) => platform.select(user, message, control, values),
  submit: (platform, { user, values }) => platform.submit(user, values),
  dismiss: (platform, { user }) => platform.dismiss(user),
  edit: (platform, { user, message, text }) => platform.edit(user, message, text),
  remove: (platform, { user, message }) => platform.remove(user, message),
  reply: (platform, { user, message, text }) => platform.reply(user, message, text),
  react: (platform, { user, message, emoji, given }) => platform.react(user, message, emoji, given),
  pin: (platform, { user, message, pinned }) => platform.pin(user, message, pinned),
  async startThread(platform, { user, message, name }) {
    if (!isDiscord(platform)) throw new TrialRefusal('noNamedThread');
    return platform.startThread(user, name, { message });
  },
  choose: (platform, { user, message, entry }) => platform.chooseOnMessage(user, message, entry),
  openHome: async (platform, { user }) => withHome(platform).openHome(user),
  useInHome: async (platform, { user, control, values }) => withHome(platform).useInView(user, control, values),
};

function isDiscord(platform: LocalPlatform): platform is LocalDiscord {
  return platform.name === 'discord';
}
