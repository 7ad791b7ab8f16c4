import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { refuseAll, UserError } from '../../chat/user-error.ts';
import { sentFiles } from '../../files/store.ts';
import type { ReceivedFiles, Removing } from './bilan.ts';
import { readBilanLink } from './fetch-bilan.ts';
import { columnOf, formFile, formSlot, formTable, type Told } from './forms.ts';
import type { RegionFile } from './from-files/open-file.ts';
import { type Refusal, refusalOf } from './from-files/refusal.ts';
import { MOST_REGIONS, readRegionTable } from './from-files/tables.ts';
import { chosenYear, readHandIns, type Working, workingNation, yearToEnter } from './queries.ts';
import { type Judged, judge, MOST_BYTES, MOST_HANDED_IN, type ReadHandIn, readNew, regionsIn } from './rules.ts';
import { nationStore } from './store.ts';

/** The year of an edition as somebody gives it; null where they don't. */
export const whichYear = z.object({ year: z.int().min(1900).max(2200).nullable() });

/** Reads the address of a region's bot from which its bilan may be fetched. Throws UserError for any other. */
export const chooseLink = operation({
  name: 'nation.chooseLink',
  who: 'national',
  looks: true,
  input: z.object({ link: z.string(), hosts: z.array(z.string()) }),
  run: async (_, { link, hosts }): Promise<URL> => readBilanLink(link, hosts),
});

/** Takes in what regions sent, and what was fetched of them: each file by itself, by the rules by which it will count. */
export const receiveFiles = operation({
  name: 'nation.receive',
  who: 'national',
  input: whichYear.extend({
    files: z.array(z.uuid()).max(10),
    fetched: z
      .object({ name: z.string().max(300), bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array) })
      .nullable(),
  }),
  journal: { silent: 'is of no region' },
  async run(scope, { files, fetched, year: given }): Promise<ReceivedFiles> {
    const sent: RegionFile[] = [...(await sentFiles(scope, files, scope.actor.personId))];
    if (fetched !== null) sent.push(fetched);
    if (sent.length === 0) throw new UserError('nation.errors.noFile', {}, 'files');
    const read: (ReadHandIn | Refusal)[] = [];
    for (const { name, bytes } of sent) read.push(await readNew({ name, bytes }));
    const year = given ?? (await nationStore(scope).newestYear()) ?? yearOf(read);
    if (year === null) return takeNothing(scope, read);
    return takeIn(scope, year, read);
  },
});

/** Notes the main figures of a region without a bot, as they were told. */
export const enterRegion = operation({
  name: 'nation.enter',
  who: 'national',
  input: whichYear.extend({ told: z.record(z.string(), z.string()) }),
  journal: { silent: 'is of no region' },
  async run(scope, { year: given, told }): Promise<ReceivedFiles> {
    const year = await yearToEnter(scope, given);
    const { entry } = await readForm(scope, year, told);
    return takeIn(scope, year, [entry]);
  },
});

/** Reads the figures of a region without a bot, before they count. */
export const previewRegion = operation({
  name: 'nation.previewRegion',
  who: 'national',
  input: whichYear.extend({ told: z.record(z.string(), z.string()) }),
  journal: { silent: 'changes nothing' },
  async run(scope, { year: given, told }) {
    const year = await yearToEnter(scope, given);
    const { judged } = await readForm(scope, year, told);
    return { year, region: regionsIn(judged.entry)[0] ?? null, replaces: judged.replaces };
  },
});

/** Tells how the nation's bilan stands. */
export const viewNation = operation({
  name: 'nation.view',
  who: 'national',
  input: whichYear,
  journal: { silent: 'changes nothing' },
  run: async (scope, { year }): Promise<Working> => workingNation(scope, await chosenYear(scope, year)),
});

/** Decides whether two that may be one are; `null` asks it again. */
export const decidePair = operation({
  name: 'nation.decide',
  who: 'national',
  input: z.object({ year: z.int(), key: z.string().max(40), same: z.boolean().nullable() }),
  journal: { silent: 'is of no region' },
  async run(scope, { year, key, same }): Promise<Working> {
    const store = nationStore(scope);
    await store.lock(year);
    const { made } = await workingNation(scope, year);
    if (!made.nation.pairs.some((pair) => pair.key === key)) throw new UserError('nation.errors.noPair');
    if (same === null) await store.undecide(year, key);
    else await store.decide(year, key, same, scope.actor.personId);
    return workingNation(scope, year);
  },
});

/** Shows what would be taken out. */
export const previewRemoval = operation({
  name: 'nation.previewRemoval',
  who: 'national',
  input: z.object({ year: z.int(), id: z.uuid() }),
  journal: { silent: 'changes nothing' },
  run: async (scope, { year, id }): Promise<Removing> => toRemove(scope, year, id),
});

/** Takes out something that was handed in: its region is missing then. What is published stays as it is. */
export const removeReceived = operation({
  name: 'nation.remove',
  who: 'national',
  input: z.object({ year: z.int(), id: z.uuid() }),
  journal: { silent: 'is of no region' },
  async run(scope, { year, id }): Promise<Working> {
    const store = nationStore(scope);
    await store.lock(year);
    const { one } = await toRemove(scope, year, id);
    await store.remove(year, one.slot);
    return workingNation(scope, year);
  },
});

async function toRemove(scope: Scope, year: number, id: string): Promise<Removing> {
  const store = nationStore(scope);
  const one = (await store.received(year)).find((each) => each.id === id);
  if (!one) throw new UserError('nation.errors.gone');
  return { year, one, published: await store.published(year) };
}

/** Reads a form as one line of a table. Throws UserError about the field that can't be read, or why it doesn't count. */
async function readForm(scope: Scope, year: number, told: Told) {
  const file: RegionFile = formFile(year, told);
  refuseUnreadable(year, told);
  const read = await readNew(file);
  if ('reason' in read) throw refused(read);
  const entry: ReadHandIn = { ...read, slot: formSlot(told), kind: 'form' };
  const judged = await judge(entry, { year, entries: await readHandIns(scope, year) });
  if (judged.is === 'refused') throw refused(judged.refusals[0] ?? refusalOf(file.name, 'columns'));
  if (judged.is === 'known') throw new UserError('nation.refusal.twice');
  return { entry, judged };
}

/** Refuses all fields at once that can't be read. */
function refuseUnreadable(year: number, { region = '', ...others }: Told): void {
  const unreadable = Object.entries(others).flatMap(([field, typed]) => {
    const { refusals } = readRegionTable('', formTable(year, { region, [field]: typed }));
    const found = refusals.find(({ values }) => values.column === columnOf(field));
    if (found === undefined) return [];
    const id = found.reason === 'notWhole' ? 'nation.errors.notWhole' : 'nation.errors.number';
    return [new UserError(id, { typed }, field)];
  });
  refuseAll(unreadable);
}

function refused({ reason, values }: Refusal): UserError {
  return new UserError(`nation.refusal.${reason}`, values, 'region');
}

/** Judges each in turn, stores those that count, and adds up what stands then. */
async function takeIn(scope: Scope, year: number, given: readonly (ReadHandIn | Refusal)[]): Promise<ReceivedFiles> {
  const store = nationStore(scope);
  await store.lock(year);
  let entries: readonly ReadHandIn[] = await readHandIns(scope, year);
  const judged: Judged[] = [];
  /** The slots of those that were given another name, by which they are read anew. */
  const renamed = new Set<string>();
  for (const one of listsFirst(given)) {
    const each: Judged = 'reason' in one ? { is: 'refused', refusals: [one] } : await judge(one, { year, entries });
    judged.push(each);
    if (each.is !== 'received') continue;
    const { entry } = each;
    if (!('read' in one) || entry.read !== one.read) renamed.add(entry.slot);
    // A region that has a bot after all needs no form any more.
    const form = entry.slot.replace(/^region:/, 'form:');
    const gone = [entry.slot, form];
    entries = [...entries.filter(({ slot }) => !gone.includes(slot)), entry];
    const bytes = entries.reduce((sum, { file }) => sum + file.bytes.byteLength, 0);
    const regions = entries.reduce((sum, one) => sum + regionsIn(one).length, 0);
    if (entries.length > MOST_HANDED_IN || bytes > MOST_BYTES || regions > MOST_REGIONS)
      throw new UserError('nation.errors.tooMuch');
    if (form !== entry.slot) await store.remove(year, form);
    await store.put(year, entry, scope.actor.personId);
  }
  const read = entries.filter(({ slot }) => !renamed.has(slot));
  return { year, judged, working: await workingNation(scope, year, read) };
}

/** Puts the list of expected regions first, since it says which regions and keys count. */
function listsFirst(given: readonly (ReadHandIn | Refusal)[]): readonly (ReadHandIn | Refusal)[] {
  const isList = (one: ReadHandIn | Refusal) => 'kind' in one && one.kind === 'expected';
  return [...given.filter(isList), ...given.filter((one) => !isList(one))];
}

/** Returns the year of the first file that has one. */
function yearOf(read: readonly (ReadHandIn | Refusal)[]): number | null {
  const [first] = read.flatMap((one) => ('reason' in one ? [] : regionsIn(one)));
  return first?.edition.year ?? null;
}

/** Answers where nothing tells which year is meant: nothing counts, or it has to be said. */
async function takeNothing(scope: Scope, read: readonly (ReadHandIn | Refusal)[]): Promise<ReceivedFiles> {
  const isList = read.some((one) => 'kind' in one && one.kind === 'expected');
  if (isList) throw new UserError('nation.errors.whichYear');
  // Of a table with unreadable lines, each of these is refused.
  const refusals = read.flatMap((one) =>
    'reason' in one ? [one] : one.read.opened.flatMap((line) => (line.is === 'refused' ? [line.refusal] : [])),
  );
  const year = scope.now.getUTCFullYear();
  return {
    year,
    judged: refusals.map((one) => ({ is: 'refused', refusals: [one] })),
    working: await workingNation(scope, year),
  };
}
