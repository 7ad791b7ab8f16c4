import type { LocalPlatformName } from '../../src/playground/local-platform.ts';

export const NAMES: Readonly<Record<LocalPlatformName, string>> = { slack: 'Slack', discord: 'Discord' };

export function marked(text: string, missed: boolean): string {
  return missed ? `**${text}**` : text;
}

export function number(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}

export function count(value: number): string {
  return value.toLocaleString('en').replaceAll(',', ' ');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
