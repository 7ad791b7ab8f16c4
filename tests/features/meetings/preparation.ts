/** The moment at which a meeting is announced. */
export const NOW = '2026-10-01T10:00:00+02:00';

/** A meeting three weeks later, as a coordinator gives it. */
export const meeting = {
  title: 'Préparation',
  startsAt: new Date('2026-10-20T14:00:00+02:00'),
  endsAt: null,
  venue: 'Amiens',
  agenda: null,
};
