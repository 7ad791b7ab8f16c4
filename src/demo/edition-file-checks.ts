import type { EditionFile, FileProblem } from './edition-file.ts';
import { unplayable } from './unplayable.ts';

/**
 * Returns the problems that the shape alone can't show: names that lead nowhere, days that contradict each other,
 * invented opinions.
 */
export function referenceProblems(file: EditionFile): FileProblem[] {
  return [...identifiers(file), ...references(file), ...calendar(file), ...opinions(file), ...unplayable(file)];
}

function identifiers(file: EditionFile): FileProblem[] {
  const lists = {
    organisations: file.organisations.map(({ id }) => id),
    people: file.people.map(({ id }) => id),
    events: file.events.map(({ id }) => id),
    'edition.themes': file.edition.themes.map(({ id }) => id),
    eventSheets: file.eventSheets.map(({ event }) => event),
    organisationSheets: file.organisationSheets.map(({ organisation }) => organisation),
  };
  return Object.entries(lists).flatMap(([list, ids]) =>
    ids.flatMap((id, index) =>
      ids.indexOf(id) === index ? [] : [{ path: `${list}[${index}]`, message: `"${id}" stands twice` }],
    ),
  );
}

function references(file: EditionFile): FileProblem[] {
  const problems: FileProblem[] = [];
  const organisations = new Set(file.organisations.map(({ id }) => id));
  const people = new Map(file.people.map((person) => [person.id, person]));
  const events = new Map(file.events.map((event) => [event.id, event]));
  const expect = (condition: boolean, path: string, message: string) => {
    if (!condition) problems.push({ path, message });
  };
  /**
   * Returns whether a person may answer for one of these organisations: as a member, or as a coordinator on its behalf.
   */
  const speaksFor = (id: string, whose: readonly string[]) => {
    const person = people.get(id);
    return person !== undefined && (person.role === 'coordinator' || whose.includes(person.organisation));
  };

  expect(organisations.has(file.chamber), 'chamber', `no organisation "${file.chamber}"`);
  file.people.forEach(({ organisation }, i) => {
    expect(organisations.has(organisation), `people[${i}].organisation`, `no organisation "${organisation}"`);
  });
  const isCoordinator = people.get(file.entered.by)?.role === 'coordinator';
  expect(isCoordinator, 'entered.by', `"${file.entered.by}" is no coordinator`);

  const themes = new Set(file.edition.themes.map(({ id }) => id));
  const departments = new Set(file.region.departments.map(({ code }) => code));
  file.events.forEach((event, i) => {
    const path = `events[${i}]`;
    expect(people.has(event.proposedBy), `${path}.proposedBy`, `no person "${event.proposedBy}"`);
    expect(themes.has(event.theme), `${path}.theme`, `no theme "${event.theme}"`);
    expect(departments.has(event.department), `${path}.department`, `"${event.department}" is not in the region`);
    event.coOrganisers.forEach((id, j) => {
      expect(organisations.has(id), `${path}.coOrganisers[${j}]`, `no organisation "${id}"`);
    });
  });
  expect(file.events.filter(({ launch }) => launch).length <= 1, 'events', 'only one event can be the launch');

  file.meeting.replies.forEach(({ person }, i) => {
    expect(people.has(person), `meeting.replies[${i}].person`, `no person "${person}"`);
  });
  file.eventSheets.forEach(({ event: id, by }, i) => {
    const event = events.get(id);
    expect(event !== undefined, `eventSheets[${i}].event`, `no event "${id}"`);
    const lead = people.get(event?.proposedBy ?? '')?.organisation ?? '';
    const may = speaksFor(by, [lead, ...(event?.coOrganisers ?? [])]);
    expect(may, `eventSheets[${i}].by`, `"${by}" belongs to no organiser of "${id}"`);
  });
  file.organisationSheets.forEach(({ organisation, by }, i) => {
    const path = `organisationSheets[${i}]`;
    expect(organisations.has(organisation), `${path}.organisation`, `no organisation "${organisation}"`);
    expect(speaksFor(by, [organisation]), `${path}.by`, `"${by}" doesn't belong to "${organisation}"`);
  });
  return problems;
}

const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];

function calendar(file: EditionFile): FileProblem[] {
  const problems: FileProblem[] = [];
  const { edition, survey } = file;
  const expect = (condition: boolean, path: string, message: string) => {
    if (!condition) problems.push({ path, message });
  };
  const days = new Map(file.events.map((event) => [event.id, event.day]));
  file.events.forEach(({ day, when, proposedAt }, i) => {
    const inEdition = edition.firstDay <= day && day <= edition.lastDay;
    expect(inEdition, `events[${i}].day`, `${day} lies outside the edition`);
    expect(says(when, day), `events[${i}].when`, `"${when}" doesn't say ${day}`);
    const inTime = edition.opensAt <= proposedAt && proposedAt <= edition.acceptsAt;
    expect(inTime, `events[${i}].proposedAt`, 'proposed before the edition opens or after the acceptance');
  });
  expect(says(file.meeting.when, file.meeting.startsAt.slice(0, 10)), 'meeting.when', 'says another day than startsAt');
  file.eventSheets.forEach(({ event, at }, i) => {
    const day = days.get(event) ?? '';
    const path = `eventSheets[${i}].at`;
    expect(at.slice(0, 10) > day, path, `answered before the day after the event (${day})`);
    expect(survey.launchedAt <= at && at < survey.closedAt, path, 'answered while the survey is not open');
  });
  file.organisationSheets.forEach(({ at }, i) => {
    const open = edition.lastDay < at.slice(0, 10) && at < survey.closedAt;
    expect(open, `organisationSheets[${i}].at`, 'answered before the month ended or after the survey closed');
  });
  expect(survey.closedAt <= file.entered.reportAt, 'entered.reportAt', 'the bilan is written before the survey closes');
  return problems;
}

/** Returns whether a French date text names that day of the month and no other weekday than its own. */
function says(typed: string, day: string): boolean {
  const date = new Date(`${day}T12:00:00Z`);
  const words = typed.toLowerCase().match(/[\p{L}]+|\d+/gu) ?? [];
  const weekdays = words.filter((word) => WEEKDAYS.includes(word));
  const rightWeekday = weekdays.every((word) => word === WEEKDAYS[date.getUTCDay()]);
  return rightWeekday && words.map(Number).includes(date.getUTCDate());
}

/** Questions that people answer in their own words. */
const OWN_WORDS = ['idea', 'contactsWith'] as const;

/** Returns problems of invented opinions: an organisation that exists answers these with [Passer] or not at all. */
function opinions(file: EditionFile): FileProblem[] {
  const real = new Set(file.organisations.filter(({ invented }) => !invented).map(({ id }) => id));
  return file.organisationSheets.flatMap(({ organisation, answers }, i) =>
    OWN_WORDS.flatMap((question) => {
      const given = answers[question];
      return real.has(organisation) && given !== undefined && 'type' in given
        ? [
            {
              path: `organisationSheets[${i}].answers.${question}`,
              message: `"${organisation}" exists: no words may be invented for it`,
            },
          ]
        : [];
    }),
  );
}
