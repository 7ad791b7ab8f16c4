import { TooSlow } from '../../src/chat/download.ts';
import { canonical } from '../../src/chat/formatted/canonical.ts';
import type { Formatted } from '../../src/chat/formatted/formatted.ts';
import { DeliveryError, type Platform } from '../../src/chat/platform.ts';
import type {
  CopyPart,
  PartRef,
  PerhapsPosted,
  RelayEvent,
  RelayedMessage,
  Relaying,
} from '../../src/chat/relaying.ts';
import { traitsOf } from '../../src/platforms/registered.ts';
import type { ManualClock } from '../../src/playground/clock.ts';
import { excerptOf } from '../../src/relay/copies/excerpt.ts';

/** The fate of the next request to a platform. */
export type RequestFate =
  | 'done'
  | 'answer-lost'
  | 'lost'
  /** Its answer is lost, and what is to be posted stands once `arrive` is called. */
  | 'late'
  /** It is done, and the process fails before it can note anything of it, as if it were killed. */
  | 'not-noted'
  | 'unavailable'
  | 'rate-limited'
  | 'rarely'
  | 'archived'
  | 'refused';

/** A message that stands in a channel, of people or of the bot. */
export interface Standing {
  readonly id: string;
  readonly author: string;
  readonly isCopy: boolean;
  readonly key: string | null;
  readonly thread: string | null;
  readonly replyTo: string | null;
  readonly saidAt: Date;
  /** The names of the files that stand with it. */
  files: readonly string[];
  text: string;
  edited: number;
  reactions: number;
}

/** The longest text of one message of these platforms: longer ones are split. */
const LONGEST = 40;

const plainText = (text: string): Formatted =>
  canonical([{ kind: 'line', quoted: false, leaves: [{ kind: 'text', text, marks: [] }] }]);

const mayStand = ({ places }: PerhapsPosted, { thread }: Standing): boolean =>
  places.some(({ below }) => (below?.id ?? null) === thread);

/** A platform with one channel, without anything in between: people and requests change what stands in it. */
export class ScriptedChannel {
  readonly standing: Standing[] = [];
  /** The fates of the next requests, in order; afterwards each succeeds. */
  readonly fates: RequestFate[] = [];
  /** Returns the fate of each request about a text, '' where it is about none; null leaves it to `fates`. */
  fateOf: (text: string) => RequestFate | null = () => null;
  /** The events that nobody has been told yet. */
  readonly events: RelayEvent[] = [];
  readonly platform: Platform;
  connected = true;
  /** The connection while it isn't connected. */
  away: 'connecting' | 'disconnected' = 'disconnected';
  /** Whether files come too slowly to be fetched. */
  filesAreSlow = false;
  /** Whether no copy can be edited any more. */
  isFixed = false;
  /** How often a file was asked for. */
  fetched = 0;
  readonly #name: string;
  readonly #clock: ManualClock;
  readonly #late: (() => unknown)[] = [];
  #ids = 1_000_000;

  constructor(name: string, clock: ManualClock) {
    this.#name = name;
    this.#clock = clock;
    const nowhere = (): never => {
      throw new Error('nobody asks for this here');
    };
    this.platform = {
      name,
      traits: traitsOf(name),
      relaying: this.#relaying(),
      threads: null,
      showHome: null,
      status: () => (this.connected ? 'connected' : this.away),
      inFlight: () => 0,
      partsOf: () => 1,
      membership: async () => 'member',
      rollCall: nowhere,
      start: nowhere,
      stop: nowhere,
      post: nowhere,
      edit: nowhere,
      delete: nowhere,
      find: nowhere,
      history: nowhere,
      look: nowhere,
      named: nowhere,
      fetchFile: async (source) => {
        this.fetched += 1;
        if (this.filesAreSlow) throw new TooSlow();
        return new TextEncoder().encode(source);
      },
      user: nowhere,
      channelName: nowhere,
      access: nowhere,
      withheld: nowhere,
    };
  }

  /** Slack keeps the key of a copy with it, Discord doesn't. */
  get #keepsKeys(): boolean {
    return this.#name === 'slack';
  }

  get channel(): string {
    return `${this.#name}-channel`;
  }

  // People's acts follow.
  say(author: string, text: string, thread: string | null = null, replyTo: string | null = null): string {
    return this.#say({ author, text, thread, replyTo, files: [] });
  }

  sayWithFile(author: string, text: string, file: string): string {
    return this.#say({ author, text, thread: null, replyTo: null, files: [file] });
  }

  #say(said: Pick<Standing, 'author' | 'text' | 'thread' | 'replyTo' | 'files'>): string {
    const one = this.#stand({ ...said, isCopy: false, key: null });
    this.events.push({ kind: 'message', message: this.#told(one) });
    return one.id;
  }

  change(id: string, text: string): void {
    const one = this.#own(id);
    if (!one) return;
    one.text = text;
    one.edited += 1;
    this.events.push({ kind: 'message', message: this.#told(one) });
  }

  takeFilesAway(id: string): void {
    const one = this.#own(id);
    if (!one) return;
    one.files = [];
    this.change(id, one.text);
  }

  react(id: string): void {
    const one = this.#own(id);
    if (!one) return;
    one.reactions += 1;
    this.events.push({ kind: 'touched', place: this.#placeOf(one), id });
  }

  unreact(id: string): void {
    const one = this.#own(id);
    if (!one || one.reactions === 0) return;
    one.reactions -= 1;
    this.events.push({ kind: 'touched', place: this.#placeOf(one), id });
  }

  remove(id: string): void {
    const one = this.#own(id);
    if (!one) return;
    this.standing.splice(this.standing.indexOf(one), 1);
    this.events.push({ kind: 'deleted', place: this.#placeOf(one), ids: [id] });
  }

  /** Does what was asked for and is done late. */
  arrive(): void {
    for (const work of this.#late.splice(0)) work();
  }

  /** Returns the ids of what people wrote here and left. */
  get written(): readonly string[] {
    return this.standing.filter(({ isCopy }) => !isCopy).map(({ id }) => id);
  }

  /** Returns the ids of what stands here outside threads, copies too. */
  get answerable(): readonly string[] {
    return this.standing.filter(({ thread }) => thread === null).map(({ id }) => id);
  }

  #own(id: string): Standing | undefined {
    return this.standing.find((one) => one.id === id && !one.isCopy);
  }

  #placeOf({ thread }: Standing) {
    return { channel: this.channel, thread };
  }

  #stand(one: Omit<Standing, 'id' | 'saidAt' | 'edited' | 'reactions'>): Standing {
    this.#ids += 1;
    const standing = { ...one, id: String(this.#ids), saidAt: new Date(this.#clock.now()), edited: 0, reactions: 0 };
    this.standing.push(standing);
    return standing;
  }

  #told(one: Standing): RelayedMessage {
    return {
      place: this.#placeOf(one),
      id: one.id,
      author: { id: one.author, name: one.author, picture: null },
      content: plainText(one.text),
      names: {},
      files: one.files.map((name) => ({
        ...{ id: name, name, type: 'application/pdf', size: 10, alt: null, source: name, link: `https://${name}.test` },
      })),
      replyTo: one.replyTo,
      reactions: one.reactions === 0 ? [] : [{ emoji: '👍', count: one.reactions }],
      pinned: false,
      edited: one.edited === 0 ? null : String(one.edited).padStart(6, '0'),
      saidAt: one.saidAt,
    };
  }

  /** Does what was asked, unless it is to fail. */
  #request<T>(work: () => T, about: string | null = null, posts = false): T {
    switch ((about === null ? null : this.fateOf(about)) ?? this.fates.shift() ?? 'done') {
      case 'done':
        return work();
      case 'answer-lost':
        work();
        throw new DeliveryError({ kind: 'ambiguous' });
      case 'lost':
        throw new DeliveryError({ kind: 'ambiguous' });
      case 'late':
        if (posts) this.#late.push(work);
        throw new DeliveryError({ kind: 'ambiguous' });
      case 'not-noted':
        work();
        throw new Error('killed before it was noted');
      case 'unavailable':
        throw new DeliveryError({ kind: 'unavailable' });
      case 'rate-limited':
        throw new DeliveryError({ kind: 'rate-limited', retryAfter: 2_000 });
      case 'rarely':
        throw new DeliveryError({ kind: 'rate-limited', retryAfter: 5 * 60_000 });
      case 'archived':
        throw new DeliveryError({ kind: 'refused', reason: 'channel-archived' });
      case 'refused':
        throw new DeliveryError({ kind: 'refused', reason: 'other' });
    }
  }

  #byKey(perhaps: readonly PerhapsPosted[]): ReadonlyMap<string, Standing> {
    return new Map(
      perhaps.flatMap((part) => {
        const one = this.standing.find(({ key }) => key === part.key);
        return one && mayStand(part, one) ? [[part.key, one]] : [];
      }),
    );
  }

  /** Returns which messages are those that were perhaps posted: the ones after all that is known, in their order. */
  #inOrder(perhaps: readonly PerhapsPosted[], after: readonly PartRef[]): ReadonlyMap<string, Standing> {
    const isNew = ({ id, thread }: Standing) => after.every((known) => known.thread !== thread || id > known.id);
    const found = new Map<string, Standing>();
    let next = 0;
    for (const one of this.standing.filter((one) => one.isCopy && isNew(one))) {
      const index = perhaps.findIndex((part, position) => position >= next && mayStand(part, one));
      const part = perhaps[index];
      if (!part) continue;
      found.set(part.key, one);
      next = index + 1;
    }
    return found;
  }

  #relaying(): Relaying {
    const textOf = ({ content }: CopyPart) => excerptOf(content, LONGEST * 2);
    const find = ({ id }: PartRef) => this.standing.find((one) => one.id === id);
    // Slack shares files in messages of their own.
    const fits = (one: Standing | undefined, part: CopyPart) =>
      this.#name === 'discord' || (one?.files.length ?? 0) > 0 === part.files.length > 0;
    return {
      fileLimit: () => 1_000,
      link: (_, id) => `https://${this.#name}.test/${id}`,
      isSeenBy: async () => true,
      newest: async () => this.standing.at(-1)?.id ?? '0000000',
      read: async (_, id) => {
        const one = this.#request(() => this.#own(id));
        return one ? this.#told(one) : null;
      },
      since: async (_, after) => {
        const found = this.#request(() => this.standing.filter(({ id, isCopy }) => !isCopy && id > after));
        return {
          messages: found.map((one) => this.#told(one)),
          threads: [],
          standing: [],
          until: String(this.#ids),
          oldestShown: null,
          more: false,
        };
      },
      parts({ author, otherwise, picture, content, ending, files }) {
        const by = { author, otherwise, picture };
        const text = excerptOf(content, 10_000);
        const pieces = text.match(new RegExp(`.{1,${LONGEST}}`, 'gsu')) ?? [''];
        if (ending !== null) pieces.push([...pieces.splice(-1), ending].join(' '));
        const shared = files.length > 0 ? [{ ...by, content: plainText(''), files: [...files.keys()] }] : [];
        const [first, ...rest] = pieces.map((piece) => ({ ...by, content: plainText(piece), files: [] }));
        return [...(first ? [first] : []), ...shared, ...rest];
      },
      fits: (ref, part) => fits(find(ref), part),
      post: async (place, part, given, key) => {
        const thread = place.below?.id ?? null;
        const files = part.files.flatMap((index) => given[index] ?? []);
        const post = () => {
          if (files.some(({ bytes }) => bytes.length === 0)) throw new Error('this file is empty');
          const [text, names] = [textOf(part), files.map(({ name }) => name)];
          return this.#stand({
            author: part.author,
            text,
            files: names,
            isCopy: true,
            key,
            thread,
            replyTo: null,
          });
        };
        return { id: this.#request(post, textOf(part), true).id, thread, by: null };
      },
      edit: async (_, ref, part) =>
        this.#request(() => {
          const one = find(ref);
          if (!one) throw new DeliveryError({ kind: 'refused', reason: 'message-gone' });
          if (this.isFixed || !fits(one, part)) throw new DeliveryError({ kind: 'refused', reason: 'not-editable' });
          one.text = textOf(part);
        }, textOf(part)),
      delete: async (_, ref) =>
        this.#request(() => {
          const one = find(ref);
          if (one) this.standing.splice(this.standing.indexOf(one), 1);
        }),
      posted: async (perhaps, after) =>
        this.#request(() => {
          const found = this.#keepsKeys ? this.#byKey(perhaps) : this.#inOrder(perhaps, after);
          return new Map([...found].map(([key, { id, thread }]) => [key, { id, thread, by: null }]));
        }, ''),
      pin: async () => {},
      entitle: async () => true,
    };
  }
}
