export interface BuiltInPackage {
  readonly name: string;
  readonly version: string;
  /** As the package says itself; '' when it says none. */
  readonly licence: string;
  /** Seen from the project's root. */
  readonly folder: string;
}
/** Returns the packages that a build is made of, by name, from the paths of all that went into it. */
export function packagesOf(inputs: readonly string[]): readonly BuiltInPackage[];
/** Returns the text of a package's licence; '' when it brings none. */
export function licenceText(folder: string): string;
