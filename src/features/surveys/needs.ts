import type { Needs } from '../../chat/needs.ts';
import type { TextKey } from '../../texts/index.ts';

/** On Slack questions are answered in direct conversations, which every feature needs. */
export const surveyNeeds: Needs<TextKey> = {
  discord: [{ kind: 'intent', name: 'MessageContent', required: false, without: 'surveys.without.typedInThreads' }],
};
