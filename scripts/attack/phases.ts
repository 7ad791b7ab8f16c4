import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { type Locale, textIn } from '../../src/texts/index.ts';
import { bombs } from '../../tests/files/bombs.ts';
import { Flow } from './flow.ts';
import { anyPress, everyPress, type ForgedFrom, type ForgedPress } from './forging/presses.ts';
import { doForged } from './forging/wire.ts';
import { type Came, raw } from './raw.ts';
import { registry, type Side, type Town } from './town.ts';

export interface Phase {
  readonly name: string;
  /** Resolves once everything has been sent, with what to say of it in the table. */
  readonly play: () => Promise<string | Came>;
}

export interface Played {
  readonly town: Town;
  readonly forging: ForgedFrom;
  /** The secret with which Slack signs its requests. */
  readonly secret: string;
  /** The number of messages, commands and presses of a flood. */
  readonly flood: number;
  readonly presses: number;
  readonly seed: number;
}

/**
 * Milliseconds between the actions of a flood, at five hundred a second on each platform: many times what either lets
 * its people do.
 */
const FLOOD_EVERY_MS = 1;

/**
 * Runs all actions and counts refusals by the platform or the bot, which are no trouble. `everyMs`: milliseconds
 * between the starts of two; 0 as fast as possible.
 */
async function all(works: Iterable<() => Promise<unknown>>, atOnce: number, everyMs = 0): Promise<string> {
  const began = performance.now();
  let sent = 0;
  let refused = 0;
  const each = works[Symbol.iterator]();
  const one = async () => {
    for (let next = each.next(); !next.done; next = each.next()) {
      const early = began + sent * everyMs - performance.now();
      sent += 1;
      if (early > 0) await delay(early);
      await next.value().catch(() => {
        refused += 1;
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return refused === 0 ? `${sent} sent` : `${sent} sent, ${refused} of them refused or unanswered`;
}

/**
 * Milliseconds for which slow connections are kept up: longer than the bot lets a head arrive, or a body and what is
 * ignored of it after the refusal, and than it takes to notice.
 */
const SLOW_MS = 9_000;

export function phasesOf(played: Played, overHttp: boolean): readonly Phase[] {
  const { town } = played;
  const attacks: readonly Phase[] = [
    { name: 'bombs in files', play: () => all(bombsIn(town.sides), 4) },
    { name: 'floods by one stranger', play: () => all(floodBy(town.sides, played.flood, 1), 200, FLOOD_EVERY_MS) },
    { name: 'floods by fifty', play: () => all(floodBy(town.sides, played.flood / 5, 50), 200, FLOOD_EVERY_MS) },
    { name: 'texts of 4 000 and 40 000 characters', play: () => all(longTexts(played), 20) },
    { name: 'forged buttons, lists and forms', play: () => forgedAll(played) },
  ];
  const http: readonly Phase[] = [
    { name: 'slow heads and bodies, 400 connections', play: () => raw(town.url).slow(SLOW_MS) },
    { name: 'large bodies, 200 connections', play: () => raw(town.url).large() },
    { name: 'forged, old and repeated signatures', play: () => raw(town.url).forged(played.secret) },
  ];
  const calm: Phase = { name: 'nothing', play: () => delay(4_000, 'to compare with') };
  return overHttp ? [calm, ...http, ...attacks] : [calm, ...attacks];
}

function* bombsIn(sides: readonly Side[]): Iterable<() => Promise<unknown>> {
  for (const { platform, strangers, owner, general } of sides) {
    for (const [index, [, bytes]] of bombs.entries()) {
      const file = { name: 'photo.png', type: 'image/png', bytes };
      yield () => platform.say(strangers[index] ?? '', { channel: 'direct', thread: null }, 'Regardez', [file]);
      yield async () => {
        // The file comes in a form of somebody who may send it: it is examined, whatever it is.
        await platform.command(owner, { channel: general, thread: null }, '/kit publier');
        await platform.submit(owner, { files: [file], note: 'Kit' });
        await delay(200);
      };
    }
  }
}

function* floodBy(sides: readonly Side[], count: number, by: number): Iterable<() => Promise<unknown>> {
  for (let index = 0; index < count; index += 1) {
    for (const { platform, strangers, general } of sides) {
      const user = strangers[index % by] ?? '';
      const what = index % 5;
      if (what < 3) yield () => platform.say(user, { channel: 'direct', thread: null }, `Bonjour ${index}`);
      else if (what === 3) yield () => platform.command(user, { channel: general, thread: null }, '/mois');
      else yield () => doForged(platform, user, general, { kind: 'press', action: 'menu:evenement' });
    }
  }
}

const LENGTHS = [4_000, 40_000];

function* longTexts({ town, forging }: Played): Iterable<() => Promise<unknown>> {
  for (const { platform, strangers, general } of town.sides) {
    const [user = ''] = strangers;
    const [mine] = forging.people.filter(
      (one) => one.platform === platform.name && one.what === 'another organisation',
    );
    for (const length of LENGTHS) {
      const text = 'à 1 '.repeat(length / 4);
      for (const { path } of registry.commands) {
        const typed = `/${path.fr.join(' ')}`;
        yield () => platform.command(user, { channel: general, thread: null }, `${typed} ${text}`);
      }
      yield () => platform.say(user, { channel: 'direct', thread: null }, text);
      // Every field of every form is filled in at once.
      for (const { id, values } of forging.held.get(mine?.personId ?? '') ?? []) {
        const long = Object.fromEntries(Object.keys(values).map((name) => [name, text]));
        yield () => doForged(platform, mine?.user ?? '', general, { kind: 'submit', form: id, values: long });
      }
    }
  }
}

/** How many are under way at once: a few of each person who presses, or the bot would tell them that it is too much. */
const FORGED_AT_ONCE = 40;

async function forgedAll(played: Played): Promise<string> {
  const { sides } = played.town;
  const flow = new Flow(sides, FORGED_AT_ONCE);
  let tooMuch = 0;
  for (const { requests } of sides)
    requests.each(({ body }) => {
      if (TOO_MUCH.some((words) => JSON.stringify(body ?? null).includes(words))) tooMuch += 1;
    });
  const sent = await all(forged(played, flow), FORGED_AT_ONCE);
  return tooMuch === 0 ? sent : `${sent}, ${tooMuch} of them not looked at: too much at once`;
}

/** The first words of the bot when it accepts nothing more from somebody for a while. */
const TOO_MUCH = ['fr', 'en'].map(
  (locale) => textIn(locale as Locale, 'common.errors.tooMuchAtOnce', { theirs: 0 }).split('0')[0] ?? '',
);

function* forged({ town, forging, presses, seed }: Played, flow: Flow): Iterable<() => Promise<unknown>> {
  const does = ({ by, does }: ForgedPress) => {
    const side = town.sides.find(({ platform }) => platform.name === by.platform);
    return async () => {
      await flow.next();
      if (side) await doForged(side.platform, by.user, by.channel, does);
    };
  };
  const every = everyPress(forging);
  // The order leaves time between two presses of one person.
  const inOrder = fc.shuffledSubarray([...every], { minLength: every.length });
  const [shuffled = []] = fc.sample(inOrder, { numRuns: 1, seed });
  for (const one of shuffled.slice(0, presses)) yield does(one);
  const left = Math.max(0, presses - every.length);
  for (const one of fc.sample(anyPress(forging), { numRuns: left, seed })) yield does(one);
}
