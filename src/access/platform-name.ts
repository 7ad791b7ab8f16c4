import type { PlatformName } from '../chat/place.ts';

/** The platform's name as the database writes it. */
export function databasePlatform(platform: PlatformName): 'SLACK' | 'DISCORD' {
  return platform === 'slack' ? 'SLACK' : 'DISCORD';
}

export function platformName(platform: 'SLACK' | 'DISCORD'): PlatformName {
  return platform === 'SLACK' ? 'slack' : 'discord';
}
