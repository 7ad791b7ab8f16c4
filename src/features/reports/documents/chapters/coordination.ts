import { type Part, tableParts, titledParts } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { measureText } from '../../../figures/words.ts';
import type { ToldCount } from '../../aggregates/coordination.ts';
import { FACTS_FROM } from '../../aggregates/thresholds.ts';
import type { ReportContent } from '../../content/content.ts';
import { withheldFigureText } from '../../words.ts';

/** Words a count that may be withheld. */
function toldText(t: Translator, { value, withheld }: ToldCount): string {
  return value === null ? withheldFigureText(t, withheld ?? 'few', FACTS_FROM) : t.number(value);
}

/** Lists the meetings, and how many said that they would come. Nothing is told of who came: nobody notes it. */
export function meetingsChapter({ report }: ReportContent, t: Translator): readonly Part[] {
  return tableParts(
    [t.text('reports.column.meeting'), t.text('reports.column.day'), t.text('reports.column.coming')],
    (report.coordination?.meetings ?? []).map(({ title, day, coming }) => [title, t.day(day), toldText(t, coming)]),
  );
}

/** Lists how the kit was handed out and how the announcements were passed on; the chapter's sentences say the same. */
export function relayParts({ report }: ReportContent, t: Translator): readonly Part[] {
  if (report.coordination === undefined) return [];
  const { kit, announcements } = report.coordination;
  const { sent, relaying, reach } = announcements;
  const rows = [
    ...(kit === null
      ? []
      : [
          [t.text('reports.coordination.kitSent'), t.number(kit.sent)],
          [t.text('reports.coordination.kitReceived'), toldText(t, kit.received)],
        ]),
    ...(sent === 0
      ? []
      : [
          [t.text('reports.coordination.announcements'), t.number(sent)],
          [t.text('reports.coordination.relaying'), toldText(t, relaying)],
        ]),
    ...(reach === null ? [] : [[t.text('reports.coordination.reach'), measureText(t, reach, 'people')]]),
  ];
  return titledParts(
    t.text('reports.coordination.title'),
    tableParts([t.text('reports.column.figure'), t.text('reports.column.value')], rows),
  );
}
