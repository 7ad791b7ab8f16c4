import { markPeople } from './people.js';
import { look } from './server.js';

/** How often the page asks for whom there is something new, at most, in milliseconds. */
const EVERY_MS = 1_000;

/** The newest message that each person has seen in each channel. */
let seen = new Map();
let looking = null;

const keyOf = ({ platform, user }) => `${platform}/${user}`;

/** What stands there when the page is opened doesn't count as new, for anybody. */
export async function startNews() {
  seen = await newestOfAll();
}

/** Remembers that somebody has looked at a channel. */
export function saw(person, { id, newest }) {
  seen.get(keyOf(person))?.set(id, newest);
}

export function isNew(person, { id, newest }) {
  return newest !== null && seen.get(keyOf(person))?.get(id) !== newest;
}

/** Marks the people for whom there is something new, at the latest a moment from now. */
export function lookForNews() {
  looking ??= new Promise((resolve) => setTimeout(resolve, EVERY_MS)).then(async () => {
    looking = null;
    const all = await newestOfAll();
    markPeople((person) => [...(all.get(keyOf(person)) ?? [])].some(([id, newest]) => isNew(person, { id, newest })));
  });
  return looking;
}

/** Returns the newest message of each channel, for each person. */
async function newestOfAll() {
  const all = await look('newest');
  return new Map(
    all.flatMap(({ name: platform, people }) =>
      people.map(({ user, newest }) => [keyOf({ platform, user }), new Map(Object.entries(newest))]),
    ),
  );
}
