import type { RegionScope } from '../../access/scope.ts';

/** Told in the same transaction that the answers of an edition changed. */
export type AnswerSavedHook = (scope: RegionScope, editionId: string) => Promise<void>;

const hooks = new Set<AnswerSavedHook>();

/** For the composition root: what else is to happen when an answer is saved. */
export function onAnswerSaved(hook: AnswerSavedHook): void {
  hooks.add(hook);
}

export async function answerSaved(scope: RegionScope, editionId: string): Promise<void> {
  for (const hook of hooks) await hook(scope, editionId);
}
