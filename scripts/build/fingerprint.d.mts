/** Returns the fingerprint of all that goes into a build: 16 hexadecimal digits. */
export function fingerprint(): string;
/** The project's root, an absolute path that ends with a slash. */
export const root: string;
