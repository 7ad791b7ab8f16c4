import type { Result } from './run.ts';
import { KINDS } from './trouble.ts';

/** Returns whether everything promised held. */
export function held(result: Result): boolean {
  const { lost, doubled, disordered, typed, finished, progress, ended, tries, plan } = result;
  const wrong = lost.length + doubled.length + disordered.length + typed.lost + typed.doubled + ended;
  const { messages, targets } = refusing(result);
  const { refused = 0, unknown = 0 } = progress ?? {};
  // Some can't be looked for where nothing may be posted: nobody knows of these.
  const asMeant = refused + unknown === messages;
  // Each is tried once, except after lost answers: those are looked for, by each loop.
  return finished && wrong === 0 && asMeant && tries <= (1 + plan.loops) * targets;
}

/** Returns how many messages are meant to be refused, by how many targets. */
function refusing({ intended }: Result): { readonly messages: number; readonly targets: number } {
  const meant = intended.filter(({ refused }) => refused !== null);
  return { messages: meant.length, targets: new Set(meant.map(({ conversation }) => conversation)).size };
}

/** Returns a table with one column for each run. */
export function tableOf(results: readonly Result[]): string {
  const row = (name: string, cell: (result: Result) => string | number): string =>
    `| ${[name, ...results.map((result) => String(cell(result)))].join(' | ')} |`;
  const lines = [
    row('', ({ plan }) => plan.name),
    `| --- | ${results.map(() => '--:').join(' | ')} |`,
    row('deliveries', ({ plan }) => plan.deliveries),
    ...KINDS.map((kind) => row(kind, ({ faults }) => faults.get(kind) ?? 0)),
    row('**faults**', faultsOf),
    row('**SIGKILLs**', ({ kills }) => kills.count),
    row('of these in the middle of a request', ({ kills }) => kills.sending),
    row('typed to the bot', ({ typed }) => typed.said),
    row('**lost**', ({ lost }) => lost.length),
    row('**doubled**', ({ doubled }) => doubled.length),
    row('out of order', ({ disordered, plan }) => (plan.sender === 'bot' ? disordered.length : '–')),
    row('refused / meant to be', (one) => `${one.progress?.refused ?? '–'} / ${refusing(one).messages}`),
    row('tries / targets that refuse', (one) => `${one.tries} / ${refusing(one).targets}`),
    row('typed and not answered', ({ typed }) => typed.lost),
    row('typed and answered twice', ({ typed }) => typed.doubled),
    row('parked as unknown', ({ progress }) => progress?.unknown ?? '–'),
    row('processes that ended by themselves', ({ ended }) => ended),
    row('finished', ({ finished }) => (finished ? 'yes' : 'no')),
    row('seconds', ({ seconds }) => seconds),
  ];
  return lines.join('\n');
}

export function faultsOf({ faults }: Result): number {
  return [...faults.values()].reduce((sum, count) => sum + count, 0);
}
