import type { LocalPlatformName, RecordedRequest } from '../../src/playground/local-platform.ts';
import type { Towns } from './platforms.ts';
import type { Pair } from './relay-places.ts';

const PATIENCE_MS = 120_000;
const NUMBER = /n° (\d{7})/;

/** Says numbered messages on one platform, and hears when their copies are stored on the other. */
export class RelayCopies {
  readonly #towns: Towns;
  readonly #from: LocalPlatformName;
  /** The places of what is awaited, by its number, and what to call once it is stored. */
  readonly #awaited = new Map<string, { readonly channel: string; readonly stored: (at: number) => void }>();
  /** The messages stored in each channel since the last saying began, in this order. */
  #order = new Map<string, string[]>();
  #said = 0;

  constructor(towns: Towns, from: LocalPlatformName, to: LocalPlatformName) {
    this.#towns = towns;
    this.#from = from;
    towns[to].requests.hear((request) => this.#heard(request));
  }

  /** Says one message in each of these places, at once. Returns the milliseconds until each copy was stored. */
  async say(places: readonly Pair[]): Promise<readonly number[]> {
    this.#order = new Map();
    const { platform, respondent } = this.#towns[this.#from];
    const saying: Promise<unknown>[] = [];
    const stored = places.map((pair) => {
      this.#said += 1;
      const number = String(this.#said).padStart(7, '0');
      const channel = pair[this.#from];
      const began = performance.now();
      const arrival = new Promise<number>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`n° ${number} never came`)), PATIENCE_MS);
        this.#awaited.set(number, {
          channel,
          stored(at) {
            clearTimeout(late);
            resolve(at - began);
          },
        });
      });
      saying.push(platform.say(respondent.id, { channel, thread: null }, `n° ${number} : à demain`));
      return arrival;
    });
    await Promise.all(saying);
    return Promise.all(stored);
  }

  /** Returns whether what was said last was stored in its order, in each channel. */
  wereInOrder(): boolean {
    return [...this.#order.values()].every((numbers) =>
      numbers.every((number, index) => index === 0 || (numbers[index - 1] ?? '') < number),
    );
  }

  #heard({ path, status, body }: RecordedRequest): void {
    if (status >= 300 || !(path === 'chat.postMessage' || path.startsWith('/webhooks/'))) return;
    const [, number = ''] = NUMBER.exec(JSON.stringify(body)) ?? [];
    const awaited = this.#awaited.get(number);
    if (!awaited) return;
    this.#awaited.delete(number);
    const before = this.#order.get(awaited.channel);
    if (before) before.push(number);
    else this.#order.set(awaited.channel, [number]);
    awaited.stored(performance.now());
  }
}
