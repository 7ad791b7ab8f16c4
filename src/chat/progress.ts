const CELLS = 10;

/** Draws "▓▓▓▓▓▓░░░░ 59 %". Only a complete bar looks complete; a `total` of 0 gives an empty one. */
export function progressBar(done: number, total: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const [most, mostPercent] = share < 1 ? [CELLS - 1, 99] : [CELLS, 100];
  const full = Math.min(most, Math.round(share * CELLS));
  const percent = Math.min(mostPercent, Math.round(share * 100));
  return `${'▓'.repeat(full)}${'░'.repeat(CELLS - full)} ${percent} %`;
}
