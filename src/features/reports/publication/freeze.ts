import { type RegionScope, regionWords } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { isDraft, type ReportContent } from '../content/content.ts';
import { openingSentences } from '../documents/sentences.ts';
import { reportStore } from '../store.ts';

/**
 * Keeps the figures and the sentences of a bilan that may be published, as its version. Where that is kept, its sentences become these:
 * they may have been edited since, as long as it isn't published. A draft isn't kept. Throws UserError when somebody else has made that
 * version at the same moment.
 */
export async function freeze(
  scope: RegionScope,
  editionId: string,
  content: ReportContent,
  madeById: string,
): Promise<void> {
  if (isDraft(content)) return;
  const store = reportStore(scope);
  const sentences = openingSentences(content, regionWords(scope.region));
  if ((await store.versions(editionId)).some(({ version }) => version === content.version)) {
    await store.setSentences(editionId, content.version, sentences);
    return;
  }
  if (await store.addVersion(editionId, content.version, { figures: content.report, sentences }, madeById)) return;
  throw new UserError('reports.errors.justMade');
}
