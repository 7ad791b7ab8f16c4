import type { Department, Region } from './municipality.ts';
export function departments(): readonly Department[] {
  return [];
}
export function department(_code: string): Department | null {
  return null;
}
export function regions(): readonly Region[] {
  return [];
}
