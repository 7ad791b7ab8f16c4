/** Returns the folder of the build that fits the sources, an absolute path, and makes it where it is missing. */
export function built(options?: { readonly say?: (line: string) => void }): Promise<string>;
/** The folder of all builds, an absolute path. */
export const dist: string;
/** The list of what went into a build, in its folder: paths from the project's root, as JSON. */
export const INPUTS: string;
/** The list of what a build consists of, in its folder: pairs of a path in it and a size in bytes, as JSON. */
export const CONTENTS: string;
/** Returns whether all that was built in a folder is still there, in its size. */
export function isWhole(folder: string): boolean;
