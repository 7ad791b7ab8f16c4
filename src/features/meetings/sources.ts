import type { Source } from '../../dispatch/registry.ts';
import { fold } from '../../reading/index.ts';
import { upcomingMeetings } from './operations.ts';

export const meetingSources: Readonly<Record<string, Source>> = {
  meetings: async (context, typed) => {
    const meetings = await context.do(upcomingMeetings, {});
    return meetings
      .filter(({ title }) => fold(title).includes(fold(typed)))
      .map(({ id, title, startsAt }) => ({
        value: id,
        label: title,
        description: context.t.moment(startsAt, 'short'),
      }));
  },
};
