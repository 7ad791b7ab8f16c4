/** The emoji that the page offers, by Slack's names. The real Slack knows thousands; people may type any name. */
const named: Readonly<Record<string, string>> = {
  '👍': '+1',
  '❤️': 'heart',
  '🎉': 'tada',
  '👀': 'eyes',
  '✅': 'white_check_mark',
};

/** Returns the name that a reaction is sent under; null for what is no emoji's name. */
export function emojiName(picked: string): string | null {
  const name = named[picked] ?? picked.replace(/^:|:$/g, '');
  return /^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name) ? name : null;
}

export function shownEmoji(name: string): string {
  return Object.keys(named).find((emoji) => named[emoji] === name) ?? `:${name}:`;
}
