import { look } from './server.js';

/** How often the page asks for whom there is something new, at most, in milliseconds. */
const EVERY_MS = 1_000;

const keyOf = ({ platform, user }) => `${platform}/${user}`;

/**
 * What each person has seen of what stands in front of them. The browser keeps it, so that a page that is loaded again goes on;
 * another trial, named so that no other is, begins with nothing seen.
 */
export class News {
  #place;
  /** The newest message that each person has seen in each channel and thread: person, channel or thread, id. */
  #seen;
  /** What stood in channels when the trial was first opened, by person: it is new to them, but nobody waits for it to be read. */
  #atFirst;
  #looking = null;

  static async start(trial) {
    for (const old of Object.keys(localStorage)) {
      if (old.startsWith('seen ') && old !== `seen ${trial}`) localStorage.removeItem(old);
    }
    const kept = JSON.parse(localStorage.getItem(`seen ${trial}`) ?? 'null');
    return new News(`seen ${trial}`, kept ?? { seen: {}, atFirst: newestByPerson(await look('newest')) });
  }

  constructor(place, { seen, atFirst }) {
    this.#place = place;
    this.#seen = seen;
    this.#atFirst = atFirst;
    this.#keep();
  }

  /** Remembers that somebody has looked at a channel or a thread. */
  saw(person, { id, newest }) {
    if (!this.isNew(person, { id, newest })) return;
    this.#seen[keyOf(person)] = { ...this.#seen[keyOf(person)], [id]: newest };
    this.#keep();
  }

  isNew(person, { id, newest }) {
    return newest !== null && this.#seen[keyOf(person)]?.[id] !== newest;
  }

  /** Returns whether there is something new that didn't stand there when the trial was first opened. */
  isSince(person, { id, newest }) {
    return this.#atFirst[keyOf(person)]?.[id] !== newest && this.isNew(person, { id, newest });
  }

  /** Calls `tell` with a function that says for whom there is something new, at the latest a moment from now. */
  lookFor(tell) {
    this.#looking ??= new Promise((resolve) => setTimeout(resolve, EVERY_MS)).then(async () => {
      this.#looking = null;
      const all = newestByPerson(await look('newest'));
      tell((person) => {
        const theirs = Object.entries(all[keyOf(person)] ?? {});
        return theirs.some(([id, newest]) => this.isSince(person, { id, newest }));
      });
    });
    return this.#looking;
  }

  #keep() {
    localStorage.setItem(this.#place, JSON.stringify({ seen: this.#seen, atFirst: this.#atFirst }));
  }
}

/** Returns the newest message of each channel, for each person. */
function newestByPerson(platforms) {
  return Object.fromEntries(
    platforms.flatMap(({ name: platform, people }) =>
      people.map(({ user, newest }) => [keyOf({ platform, user }), newest]),
    ),
  );
}
