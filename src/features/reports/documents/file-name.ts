import { fold } from '../../../reading/index.ts';
import { isDraft, type ReportContent } from '../content.ts';

/** Returns a name such as "bilan-picardie-2008-v1.md" for "bilan.md". */
export function fileName(content: ReportContent, name: string): string {
  const { region, edition, version } = content;
  const place = fold(region.name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const state = isDraft(content) ? `projet-v${version}` : `v${version}`;
  return name.replace('.', `-${place}-${edition.year}-${state}.`);
}
