import names from './emoji.json' with { type: 'json' };

const characters: ReadonlyMap<string, string> = new Map(Object.entries(names));

/**
 * Returns the emoji that Slack calls by this name; `:name:` for one of the workspace's own. Skin tones are left out, so
 * that those of one kind count together.
 */
export function emojiNamed(name: string): string {
  const plain = name.replace(/::skin-tone-[2-6]$/, '');
  return characters.get(plain) ?? `:${plain}:`;
}
