import type { Severity } from '../checks/check';
import type { Report } from '../report/contract';
import {
  andMore,
  type FailingItem,
  type FineItem,
  type Section,
  sectionsOf,
  type UnknownItem,
} from './sections';

/** What a line is, by which a terminal tells what stands out. The title of a failing check is of its severity. */
export type LineKind = Severity | 'heading' | 'all-well' | 'above-limit' | 'fix' | 'footer' | 'text';

/** One line of the mail. */
export interface Line {
  readonly kind: LineKind;
  readonly text: string;
  /** The beginning of the text, where only that is what `kind` says. */
  readonly label?: string;
}

const EMPTY = line('text', '');
const FIX = '  Fix:';

/** The text of the mail. */
export function emailText(report: Report): string {
  return `${emailLines(sectionsOf(report))
    .map(({ text }) => text)
    .join('\n')}\n`;
}

/** The lines of the mail, an empty one between two sections. */
export function emailLines(sections: readonly Section[]): Line[] {
  return sections.flatMap((section, i) => [...(i === 0 ? [] : [EMPTY]), ...sectionLines(section)]);
}

function sectionLines(section: Section): Line[] {
  switch (section.kind) {
    case 'next-step':
    case 'news':
      return [line('text', section.text)];
    case 'spend':
      return [
        line('text', section.withBar),
        ...section.aboveLimit.map((sentence) => line('above-limit', sentence)),
      ];
    case 'nothing-fails':
      return [line('all-well', section.text)];
    case 'failing':
      return [
        line('heading', section.heading),
        ...section.items.flatMap((item) => [EMPTY, ...failingLines(item)]),
      ];
    case 'unknown':
      return [line('heading', section.heading), EMPTY, ...section.items.flatMap(unknownLines)];
    case 'fine':
      return [line('all-well', section.heading), EMPTY, ...section.items.flatMap(fineLines)];
    case 'footer':
      return [line('footer', section.text)];
    default:
      return [
        line('heading', section.heading),
        EMPTY,
        ...section.items.flatMap(({ text, remark }) => [
          ...bullets([text]),
          ...(remark === undefined ? [] : [line('text', `    ${remark}`)]),
        ]),
        ...bullets(andMore(section.omitted ?? 0)),
      ];
  }
}

function failingLines({ severity, heading, why, findings, omitted, notes, fix }: FailingItem): Line[] {
  return [
    line(severity, heading),
    line('text', `  ${why}`),
    ...bullets([...findings, ...andMore(omitted)]),
    ...notes.map((note) => line('text', `  ${note}`)),
    { kind: 'fix', text: `${FIX} ${fix}`, label: FIX },
  ];
}

function unknownLines({ text, findings, omitted }: UnknownItem): Line[] {
  return [line('text', `  ${text}`), ...bullets(findings, '    '), ...bullets(andMore(omitted))];
}

function fineLines({ title, evidence, notes }: FineItem): Line[] {
  return [line('text', `  ${title}: ${evidence}`), ...notes.map((note) => line('text', `    Note: ${note}`))];
}

function bullets(texts: readonly string[], indent = '  '): Line[] {
  return texts.map((text) => line('text', `${indent}- ${text}`));
}

function line(kind: LineKind, text: string): Line {
  return { kind, text };
}
