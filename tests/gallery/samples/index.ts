import { existsSync } from 'node:fs';
import { features } from '../../../src/composition.ts';
import { type NamedSample, named, type Samples } from '../sample.ts';
import { eventMerges } from './event-merges.ts';
import { eventNotices } from './event-notices.ts';
import { surveyCoordination } from './survey-coordination.ts';
import { surveyQuestions } from './survey-questions.ts';

/** Samples of features that have no room in their own file. */
const besides: Readonly<Record<string, readonly NamedSample[]>> = {
  events: [...named(eventNotices), ...named(eventMerges)],
  surveys: [...surveyQuestions, ...named(surveyCoordination)],
};

/** `dispatch` is what is said for all features. */
const names = ['dispatch', ...features.map(({ name }) => name)].sort();

/** Everything the bot says, by feature. */
export const samples: Readonly<Record<string, readonly NamedSample[]>> = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, [...named(await samplesOf(name)), ...(besides[name] ?? [])]])),
);

async function samplesOf(name: string): Promise<Samples> {
  const path = `tests/gallery/samples/${name}.ts`;
  if (!existsSync(new URL(`${name}.ts`, import.meta.url))) throw new Error(`add ${path}: what that feature says`);
  const file: Readonly<Record<string, Samples>> = await import(`./${name}.ts`);
  const found = file[name];
  if (!found) throw new Error(`export \`${name}\` from ${path}: what that feature says`);
  return found;
}
