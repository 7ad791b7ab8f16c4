import type { Wanted } from '../gallery/collect.ts';

/** The folder of the pictures, in the project. */
export const FOLDER = 'docs/pictures';

/** The trial's page, as the README shows it. */
export const TRIAL = 'essai.png';

/** The pictures of the guides: what stands in each, from the gallery. */
export const pictures: readonly { readonly file: string; readonly of: Wanted }[] = [
  { file: 'menu.png', of: { feature: 'menu', name: 'menuMessage: for an organiser, on Discord', locale: 'fr' } },
  { file: 'proposer.png', of: { feature: 'forms', name: '/evenement proposer', locale: 'fr' } },
  { file: 'kit.png', of: { feature: 'kits', name: 'kitMessage: with a note', locale: 'fr' } },
  { file: 'questionnaire.png', of: { feature: 'surveys', name: 'cardMessage: of an event', locale: 'fr' } },
  { file: 'decider.png', of: { feature: 'events', name: 'proposalCard: with clashes', locale: 'fr' } },
  { file: 'bilan.png', of: { feature: 'reports', name: 'reportPreviewMessage: findings to treat', locale: 'fr' } },
];
