import { localPlatformNames } from '../playground/local-platform.ts';
import { inventedNote, LONGEST_CHAPTER } from './coordinators-words.ts';
import type { EditionFile, FileProblem } from './edition-file.ts';

/** Returns the problems of a file that makes sense and yet can't be played in chat, before anything is played. */
export function unplayable(file: EditionFile): FileProblem[] {
  return [...names(file), ...people(file), ...month(file), ...order(file), ...note(file)];
}

/** Checks names, by which things are chosen in chat. */
function names(file: EditionFile): FileProblem[] {
  const lists = {
    organisations: file.organisations.map(({ name }) => ['name', name] as const),
    people: file.people.map(({ name }) => ['name', name] as const),
    events: file.events.map(({ title }) => ['title', title] as const),
  };
  return Object.entries(lists).flatMap(([list, called]) => {
    const folded = called.map(([, name]) => name.toLocaleLowerCase('fr'));
    return called.flatMap(([key, name], i) =>
      folded.indexOf(name.toLocaleLowerCase('fr')) === i
        ? []
        : [{ path: `${list}[${i}].${key}`, message: `"${name}" stands twice: in chat nobody could tell them apart` }],
    );
  });
}

function people(file: EditionFile): FileProblem[] {
  const withoutCoordinator = localPlatformNames.filter(
    (platform) => !file.people.some((one) => one.platform === platform && one.role === 'coordinator'),
  );
  const belong = new Set(file.people.map(({ organisation }) => organisation));
  return [
    ...withoutCoordinator.map((platform) => ({ path: 'people', message: `nobody coordinates on ${platform}` })),
    ...file.organisations.flatMap(({ id }, i) =>
      belong.has(id) ? [] : [{ path: `organisations[${i}]`, message: `nobody belongs to "${id}"` }],
    ),
  ];
}

/** Checks the month: the bot's editions are the month of November of their year, and are named after it. */
function month({ edition, previousEdition }: EditionFile): FileProblem[] {
  const editions = { edition, ...(previousEdition ? { previousEdition } : {}) };
  const problems = Object.entries(editions).flatMap(([path, { year, name, firstDay, lastDay }]) => {
    const expected = { name: `Mois de l'ESS ${year}`, firstDay: `${year}-11-01`, lastDay: `${year}-11-30` };
    const given = { name, firstDay, lastDay };
    return (['name', 'firstDay', 'lastDay'] as const).flatMap((key) =>
      given[key] === expected[key] ? [] : [{ path: `${path}.${key}`, message: `must be "${expected[key]}"` }],
    );
  });
  const late = previousEdition !== null && previousEdition.year >= edition.year;
  return late ? [...problems, { path: 'previousEdition.year', message: 'is not before the edition' }] : problems;
}

function order({ edition, kit, meeting, survey, entered }: EditionFile): FileProblem[] {
  const pairs: readonly (readonly [string, string, string, string])[] = [
    ['edition.opensAt', edition.opensAt, 'kit.publishedAt', kit.publishedAt],
    ['edition.opensAt', edition.opensAt, 'meeting.announcedAt', meeting.announcedAt],
    ['meeting.announcedAt', meeting.announcedAt, 'meeting.startsAt', meeting.startsAt],
    ['edition.acceptsAt', edition.acceptsAt, 'survey.launchedAt', survey.launchedAt],
    ['survey.launchedAt', survey.launchedAt, 'survey.closesOn', survey.closesOn],
    ['survey.launchedAt', survey.launchedAt, 'survey.closedAt', survey.closedAt],
    ['survey.launchedAt', survey.launchedAt, 'entered.at', entered.at],
    ['entered.at', entered.at, 'entered.reportAt', entered.reportAt],
  ];
  const replies = meeting.replies.flatMap(({ at }, i) =>
    meeting.announcedAt < at && at < meeting.startsAt
      ? []
      : [{ path: `meeting.replies[${i}].at`, message: 'is not between the announcement and the meeting' }],
  );
  return [
    ...pairs.flatMap(([first, before, path, after]) =>
      before <= after ? [] : [{ path, message: `is before ${first}` }],
    ),
    ...replies,
  ];
}

/** Checks the note, which becomes a chapter of the bilan. */
function note(file: EditionFile): FileProblem[] {
  const { length } = inventedNote(file);
  return length <= LONGEST_CHAPTER
    ? []
    : [{ path: 'note', message: `is ${length} characters long: ${LONGEST_CHAPTER} at most` }];
}
