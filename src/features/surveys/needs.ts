import type { Needs } from '../../chat/needs.ts';
import type { TextKey } from '../../texts/index.ts';

/**
 * The needs of surveys on each platform. On Slack there is none more: questions are answered in direct messages there.
 */
export const surveyNeeds: Needs<TextKey> = {
  discord: [{ kind: 'intent', name: 'MessageContent', required: false, without: 'surveys.without.typedInThreads' }],
};
