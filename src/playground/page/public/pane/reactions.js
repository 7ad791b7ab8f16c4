import { act } from '../server.js';
import { regionLanguage } from '../words/words.js';

/** Returns what a pane does when somebody uses it: a message, the app's home tab, a form, or the box one types in. */
export function reactionsIn(pane) {
  /** Messages of which a control is being used: a second click means the same. */
  const inUse = new Set();

  async function once(message, work) {
    if (inUse.has(message)) return;
    inUse.add(message);
    // Until the pane shows the result, the former buttons still stand there.
    await pane.doing(async () => {
      await work();
      await pane.refresh();
    }, message);
    inUse.delete(message);
  }

  const trying = (what, given) => pane.trying(() => act(what, { ...pane.me, ...given }));

  /** Whoever is in the pane reads its words in the language of their own account. */
  const speaking = (handlers) => Object.defineProperty(handlers, 'words', { get: () => pane.words });

  const message = speaking({
    press: ({ id, text }, control, label) =>
      once(id, async () => {
        await act('press', { ...pane.me, message: id, control });
        pane.happened({ kind: 'press', label, texts: [text] });
      }),
    select: (id, control, values) => pane.doing(() => act('select', { ...pane.me, message: id, control, values }), id),
    remove: ({ id }) => trying('remove', { message: id }),
    choose: ({ id }, entry) => once(id, () => act('choose', { ...pane.me, message: id, entry })),
    edit: (one) => pane.writeAbout('edit', one),
    react: ({ id }, emoji, given) => once(id, () => act('react', { ...pane.me, message: id, emoji, given })),
    pin: ({ id, pinned }) => once(id, () => act('pin', { ...pane.me, message: id, pinned: !pinned })),
    quote: (one) => pane.writeAbout('reply', one),
    startThread: (one) => pane.writeAbout('startThread', one),
    openThread: (one) => pane.open(threadOf(pane.platform, one)),
    /** Returns what the app has put into the menu of messages, and its name. */
    entries: () => pane.entries,
    app: () => pane.channels.find(({ kind }) => kind === 'direct').name,
    /** Returns whether a message can be quoted, and a thread opened on it by name: on Discord alone. */
    isQuotable: () => pane.platform === 'discord',
    /** Returns whether a thread can be opened here. */
    reply: ({ id, onlyForYou }) =>
      pane.place.thread === null &&
      (pane.platform === 'slack' ? !onlyForYou : pane.channels.some((channel) => channel.id === id)),
    languageOf: (message) => languageOf(pane, message),
  });

  const home = speaking({
    press: (control) => once('home', () => act('useInHome', { ...pane.me, control })),
    select: (control, values) => trying('useInHome', { control, values }),
  });

  const form = speaking({
    submit(values) {
      pane.expectAnswer();
      return act('submit', { ...pane.me, values });
    },
    dismiss: () => act('dismiss', pane.me),
    whose: () => pane.me,
  });

  const composer = speaking({
    surroundings: () => ({
      commands: pane.commands,
      channels: pane.channels,
      people: pane.people,
      words: pane.words,
      fetchValues: (command, option, typed) =>
        act('suggest', { ...pane.me, place: pane.place, command, option, typed }),
    }),
    say: (text, files) => pane.doing(() => act('say', { ...pane.me, place: pane.place, text, files })),
    command: (text, options) => pane.doing(() => act('command', { ...pane.me, place: pane.place, text, options })),
    edit: (id, text) => trying('edit', { message: id, text }),
    reply: (id, text) => trying('reply', { message: id, text }),
    startThread: (id, name) => trying('startThread', { message: id, name }),
  });

  return { message, home, form, composer };
}

/**
 * Returns the thread of a message. On Slack it is the message with what follows; on Discord a channel of its own, with
 * its first message's id.
 */
const threadOf = (platform, { id, place }) =>
  platform === 'slack' ? { channel: place.channel, thread: place.thread ?? id } : { channel: id, thread: null };

/** Returns the language of a message: the app answers its reader in theirs, and the region in its own. */
export const languageOf = (pane, { author, onlyForYou, place }) =>
  author.bot && (onlyForYou || pane.channels.some(({ id, kind }) => id === place.channel && kind === 'direct'))
    ? pane.words.language
    : regionLanguage;
