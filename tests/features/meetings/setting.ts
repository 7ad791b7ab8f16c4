import type { SeenMessage } from '../../../src/playground/local-platform.ts';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';

/** Returns the messages with this heading that somebody sees in the channel for announcements. */
export function posted(reader: Person, title: string): readonly SeenMessage[] {
  return reader.screen().filter(({ text, onlyForYou }) => !onlyForYou && plain(text).startsWith(title));
}
