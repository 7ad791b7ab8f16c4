import type { Needs } from '../../chat/needs.ts';
import type { TextKey } from '../../texts/index.ts';

/** What surveys need of a platform. Slack needs nothing more: questions are answered in direct messages there. */
export const surveyNeeds: Needs<TextKey> = {
  discord: [{ kind: 'intent', name: 'MessageContent', required: false, without: 'surveys.without.typedInThreads' }],
};
