/** Bundles only the programs that the bot itself starts into a folder, an absolute path, for tests of a bot that runs from its sources. */
export function bundleAsked(folder: string): Promise<void>;
