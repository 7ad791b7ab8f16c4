import { fold } from '../../../reading/index.ts';
import { isDraft, type ReportContent } from '../content/content.ts';

/** Returns a name such as "bilan-picardie-2008-v1.md" for "bilan.md". */
export function fileName(content: ReportContent, name: string): string {
  const { region, edition, version } = content;
  const place = fileSlug(region.name);
  const state = isDraft(content) ? `projet-v${version}` : `v${version}`;
  return name.replace('.', `-${place}-${edition.year}-${state}.`);
}

/** Returns a name as it stands in the name of a file: "le-moulin" of "Le Moulin". */
export function fileSlug(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
