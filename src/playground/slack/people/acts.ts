import type { SlackCore } from '../core.ts';
import type { LocalSlack } from '../types.ts';
import { runCommand } from './commands.ts';
import { fieldSuggestions } from './field-suggestions.ts';
import { forge } from './forge.ts';
import type { Lookup } from './lookup.ts';
import { useInMessage, useInView } from './press.ts';
import { openHome, runGlobalShortcut, runMessageShortcut } from './shortcuts.ts';
import { dismissForm, submitForm } from './submit.ts';

type Acts = Pick<
  LocalSlack,
  | 'command'
  | 'suggest'
  | 'suggestInField'
  | 'press'
  | 'select'
  | 'forge'
  | 'useInView'
  | 'messageShortcut'
  | 'chooseOnMessage'
  | 'shortcut'
  | 'openHome'
  | 'submit'
  | 'dismiss'
>;

/** Returns what people do with the app: each act looks first whether the person can see what it is done to. */
export function actsOf(core: SlackCore, find: Lookup): Acts {
  return {
    async command(user, place, text) {
      const person = find.person(user);
      return runCommand(core, person, find.channel(person, place), place.thread !== null, text);
    },
    suggest: async () => [],
    suggestInField: async (user, field, typed) =>
      fieldSuggestions(core, find.person(user), find.viewInFront(user), field, typed),
    async press(user, message, control) {
      const person = find.person(user);
      return useInMessage(core, person, find.visible(person, message), control, []);
    },
    async select(user, message, control, values) {
      const person = find.person(user);
      return useInMessage(core, person, find.visible(person, message), control, values);
    },
    forge: async (user, channel, given) => forge(core, find.person(user), find.known(channel), given),
    useInView: async (user, control, values = []) =>
      useInView(core, find.person(user), find.viewInFront(user), control, values),
    async messageShortcut(user, message, callbackId) {
      const person = find.person(user);
      return runMessageShortcut(core, person, find.visible(person, message), callbackId);
    },
    async chooseOnMessage(user, message, entry) {
      const person = find.person(user);
      const found = core.installation.shortcuts.find(({ type, name }) => type === 'message' && name === entry);
      return runMessageShortcut(core, person, find.visible(person, message), found?.callbackId ?? entry);
    },
    shortcut: async (user, callbackId) => runGlobalShortcut(core, find.person(user), callbackId),
    openHome: (user, tab = 'home') => openHome(core, find.person(user), tab),
    submit: async (user, values) => submitForm(core, find.person(user), values),
    dismiss: async (user) => dismissForm(core, find.person(user)),
  };
}
