import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { samples } from './samples/index.ts';

const root = new URL('../../src/', import.meta.url);

/** Every module that words messages. */
const modules = [
  ...readdirSync(new URL('features', root), { recursive: true, encoding: 'utf8' })
    .map((path) => `features/${path.replaceAll('\\', '/')}`)
    .filter((path) => /^features\/[^/]+\/(?:[^/]+\/)?messages(\/[^/]+|[^/]*)\.ts$/.test(path)),
  'dispatch/running/words.ts',
  'dispatch/receiving/newcomer.ts',
];

/** Functions of these modules that make words and blocks; they are seen within the samples of messages. */
const pieces = new Set([
  'clockText',
  'channelTroubleLine',
  'givenBackText',
  'isAnyClosed',
  'needWithheldText',
  'troubleIn',
  'audienceText',
  'completenessText',
  'reservedText',
  'composerVersion',
  'decideButtons',
  'editionDates',
  'entryName',
  'exchangeFields',
  'excerpt',
  'fieldErrorsOf',
  'labelsOf',
  'linkButton',
  'channelLacks',
  'lackText',
  'ledByText',
  'essentialFields',
  'hostsField',
  'howToOpen',
  'menuButton',
  'namedCoordinator',
  'mergedButton',
  'clusterBlocks',
  'choiceBlocks',
  'commentBlocks',
  'figureLines',
  'findingButtons',
  'sentenceLines',
  'openMergeBlocks',
  'overlapText',
  'statusText',
  'stillCoordinating',
  'reachBlocks',
  'urgentNote',
  'queueAfter',
  'queueInSteps',
  'missingText',
  'numberedTitle',
  'offerBlocks',
  'chosenNames',
  'doubtfulNote',
  'othersConcerned',
  'outsideNote',
  'overlapBlocks',
  'platformTitles',
  'proposalOption',
  'titleAmong',
  'undecideButton',
  'answeredLine',
  'quoteBlocks',
  'quoteChoiceText',
  'visibleAnswerText',
  'whoAnswered',
  'withReadingBack',
  'writableName',
]);

const wording = await Promise.all(
  modules.map(async (path) => {
    const module: Readonly<Record<string, unknown>> = await import(new URL(path, root).href);
    const functions = Object.entries(module).filter(([, exported]) => typeof exported === 'function');
    return functions.map(([name]) => ({ name, feature: /^features\/([^/]+)/.exec(path)?.[1] ?? 'dispatch' }));
  }),
).then((found) => found.flat());

it('every message that is worded somewhere has its samples', () => {
  expect(wording.length).toBeGreaterThan(100);
  const shown = new Set(
    Object.entries(samples).flatMap(([feature, all]) => all.map(({ made }) => `${feature}.${made}`)),
  );
  const messages = wording.filter(({ name }) => !pieces.has(name)).map(({ name, feature }) => `${feature}.${name}`);
  expect(messages.filter((one) => !shown.has(one))).toEqual([]);
  expect([...shown].filter((one) => !messages.includes(one))).toEqual([]);
});

it('what is called a piece of messages is there', () => {
  const names = new Set(wording.map(({ name }) => name));
  expect([...pieces].filter((one) => !names.has(one))).toEqual([]);
});

it('every sample has a name of its own', () => {
  for (const all of Object.values(samples)) {
    const names = all.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});
