import type { APIComponentInContainer } from 'discord.js';
import { CustomIds } from './action-ids.ts';
import { COMPONENTS_PER_MESSAGE, FILES_PER_MESSAGE, REQUEST_SIZE, TEXT_PER_MESSAGE } from './limits.ts';
import { renderControls } from './render-controls.ts';
import type { AttachedFile, Unit } from './unit.ts';

interface Part {
  readonly components: readonly APIComponentInContainer[];
  readonly uploads: readonly AttachedFile[];
}

/**
 * Fills message after message with units, as many as Discord takes in one. A heading doesn't stand at the end of one.
 */
export function splitIntoParts(units: readonly Unit[], card: boolean): readonly Part[] {
  const room = COMPONENTS_PER_MESSAGE - (card ? 1 : 0);
  const parts: Unit[][] = [];
  let current: Unit[] = [];
  for (const unit of units.flatMap((whole) => controlUnits(whole, room))) {
    if (current.length > 0 && !fits([...current, unit], room)) {
      const carried: Unit[] = [];
      while (current.length > 1 && current.at(-1)?.heading) carried.unshift(...current.splice(-1));
      parts.push(current);
      current = fits([...carried, unit], room) ? carried : [];
      if (current.length === 0 && carried.length > 0) parts.push(carried);
    }
    current.push(unit);
  }
  parts.push(current);
  return parts.map(toPart);
}

/** Splits controls that are too many for any message, one by one. */
function controlUnits(unit: Unit, room: number): readonly Unit[] {
  if (sizeOf(unit) <= room) return [unit];
  return unit.controls.flatMap((control): readonly Unit[] => {
    const alone: Unit = { ...unit, controls: [control] };
    if (control.kind !== 'select' || sizeOf(alone) <= room) return [alone];
    const half = Math.ceil(control.options.length / 2);
    return [control.options.slice(0, half), control.options.slice(half)].flatMap((options) =>
      controlUnits({ ...unit, controls: [{ ...control, options }] }, room),
    );
  });
}

function fits(units: readonly Unit[], room: number): boolean {
  const uploads = units.flatMap((unit) => unit.uploads);
  return (
    units.reduce((sum, unit) => sum + sizeOf(unit), 0) <= room &&
    units.reduce((sum, unit) => sum + unit.text, 0) <= TEXT_PER_MESSAGE &&
    uploads.length <= FILES_PER_MESSAGE &&
    uploads.reduce((sum, upload) => sum + upload.file.size, 0) <= REQUEST_SIZE
  );
}

/** Returns how many components a unit becomes, each counted. */
function sizeOf(unit: Unit): number {
  if (unit.controls.length === 0) return 1;
  return renderControls(unit.controls, new CustomIds()).reduce((sum, row) => sum + 1 + row.components.length, 0);
}

function toPart(units: readonly Unit[]): Part {
  const ids = new CustomIds();
  return {
    components: units.flatMap((unit): readonly APIComponentInContainer[] =>
      unit.controls.length > 0 ? renderControls(unit.controls, ids) : [unit.component],
    ),
    uploads: units.flatMap((unit) => unit.uploads),
  };
}
