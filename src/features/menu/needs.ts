import type { Needs } from '../../chat/needs.ts';
import type { TextKey } from '../../texts/index.ts';

/** The needs of the menu: on Slack it also stands in the app's home tab, which tells when it is opened. */
export const menuNeeds: Needs<TextKey> = {
  slack: [
    { kind: 'scope', name: 'commands', required: false, without: 'menu.without.home', events: ['app_home_opened'] },
  ],
};
