/** The topics of good ideas, in the order of the bilan. A coordinator sorts the ideas: none says its topic by itself. */
export const IDEA_TOPICS = ['programme', 'audience', 'communication', 'partners', 'tools', 'means'] as const;
export type IdeaTopic = (typeof IDEA_TOPICS)[number];

/** The topics of the ideas that are sorted, by their organisations' ids. */
export type IdeaTopics = ReadonlyMap<string, IdeaTopic>;

/** Returns the topic with this name; null for any other word. */
export function ideaTopic(name: string): IdeaTopic | null {
  return IDEA_TOPICS.find((topic) => topic === name) ?? null;
}

/**
 * Groups ideas by their topics, in the order of the bilan, with those without a topic last; empty groups are left out.
 */
export function byTopic<One>(
  all: readonly One[],
  topicOf: (one: One) => IdeaTopic | null,
): readonly { readonly topic: IdeaTopic | null; readonly ideas: readonly One[] }[] {
  return [...IDEA_TOPICS, null]
    .map((topic) => ({ topic, ideas: all.filter((one) => topicOf(one) === topic) }))
    .filter(({ ideas }) => ideas.length > 0);
}
