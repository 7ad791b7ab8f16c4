/** So many names that an account had before are kept. */
const KEPT = 10;

/** Returns the names that an account had before, the newest first, once it is called otherwise. */
export function formerNames(
  { name, formerNames: before }: { readonly name: string; readonly formerNames: readonly string[] },
  now: string,
): string[] {
  return [...new Set([name, ...before])].filter((one) => one !== '' && one !== now).slice(0, KEPT);
}
