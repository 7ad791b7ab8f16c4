import type { Departure } from '../../access/contacts/departure.ts';

/** A preparatory meeting, and who comes. */
export interface Meeting {
  readonly id: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly venue: string;
  readonly agenda: string | null;
  readonly cancelled: boolean;
  readonly answers: readonly { readonly personId: string; readonly answer: RsvpAnswer }[];
}

/** A meeting to which somebody is invited. */
export type MeetingInvitation = Omit<Meeting, 'cancelled' | 'answers'>;

export type RsvpAnswer = 'YES' | 'NO' | 'MAYBE';
export const rsvpAnswers = ['YES', 'MAYBE', 'NO'] as const satisfies readonly RsvpAnswer[];

/** A meeting as it is now, and how its posting in the announcement channels leaves. */
export interface PostedMeeting {
  readonly meeting: Meeting;
  readonly leaves: Departure;
}

/** A posted meeting, and when its reminders are due. */
export interface PlannedMeeting extends PostedMeeting {
  readonly reminders: readonly Date[];
}
