import { type NamedSample, named } from '../sample.ts';
import { announcements } from './announcements.ts';
import { dispatch } from './dispatch.ts';
import { editions } from './editions.ts';
import { eventNotices } from './event-notices.ts';
import { events } from './events.ts';
import { figures } from './figures.ts';
import { kits } from './kits.ts';
import { meetings } from './meetings.ts';
import { menu } from './menu.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { regions } from './regions.ts';
import { reports } from './reports.ts';
import { surveyCoordination } from './survey-coordination.ts';
import { surveyQuestions } from './survey-questions.ts';
import { surveys } from './surveys.ts';
import { tallies } from './tallies.ts';

/** Everything the bot says, by feature (the folder of src/features; `dispatch` is what is said for all of them). */
export const samples: Readonly<Record<string, readonly NamedSample[]>> = {
  announcements: named(announcements),
  dispatch: named(dispatch),
  editions: named(editions),
  events: [...named(events), ...named(eventNotices)],
  figures: named(figures),
  kits: named(kits),
  meetings: named(meetings),
  menu: named(menu),
  organisations: named(organisations),
  people: named(people),
  regions: named(regions),
  reports: named(reports),
  surveys: [...named(surveys), ...surveyQuestions, ...named(surveyCoordination)],
  tallies: named(tallies),
};
