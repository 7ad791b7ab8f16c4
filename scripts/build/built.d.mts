/** Returns the folder of the build that fits the sources, an absolute path, and makes it where it is missing. */
export function built(options?: { readonly say?: (line: string) => void }): Promise<string>;
/** The folder of all builds, an absolute path. */
export const dist: string;
/** The list of what went into a build, in its folder: paths from the project's root, as JSON. */
export const INPUTS: string;
