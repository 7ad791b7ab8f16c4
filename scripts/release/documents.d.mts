/** Copies the documents of a release to its folder, pictures too. A link to code, which isn't in a release, becomes its words. */
export function copyDocuments(target: string): void;
/** Returns the links of a release's pages that lead to no file of it, as "page: link". */
export function deadLinks(folder: string): readonly string[];
