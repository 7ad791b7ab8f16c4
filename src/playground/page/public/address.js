/**
 * The page's address says who one is on each platform and which place is open there: "#slack/U1/C1;discord/2/3", the
 * platform in front first. With `isStep`, Back leads back from there to where one was.
 */
export function writeAddress(panes, isStep) {
  const parts = panes.map(({ platform, user, place: { channel, thread } }) =>
    [platform, user, channel, ...(thread === null ? [] : [thread])].join('/'),
  );
  const address = `#${parts.join(';')}`;
  if (address !== location.hash) history[isStep ? 'pushState' : 'replaceState'](null, '', address);
}

/** Returns what the address says of the people there are, the platform in front first. */
export function readAddress(platforms) {
  return location.hash
    .slice(1)
    .split(';')
    .flatMap((part) => {
      const [platform, user, channel = 'direct', thread = null] = part.split('/');
      const known = platforms.find(({ name }) => name === platform)?.people.some(({ id }) => id === user);
      return known ? [{ platform, user, place: { channel, thread } }] : [];
    });
}
