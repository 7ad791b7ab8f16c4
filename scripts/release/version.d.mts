/** Returns the version, or the name of a build of development while the changelog has changes that no version has. */
export function packedVersion(version: string, changelog: string, commit?: () => string): string;
