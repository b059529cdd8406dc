import { finding } from '../../checks/check';
import { playedAs } from '../../checks/guardrail-verdict';
import { type GuardrailDefinition, type GuardrailKind, readDefinition } from '../../definitions/read';
import { noteText } from '../../reasons';
import { type JudgeOptions, judgeDefinition } from '../../would-it-fire/alone';
import { firingText } from '../../would-it-fire/firing';
import type { Outcome } from '../../would-it-fire/outcome';

/** What is said of one file. */
export type FileVerdict =
  | {
      readonly file: string;
      readonly kind: GuardrailKind;
      readonly definition: GuardrailDefinition;
      readonly name: string;
      readonly outcome: Outcome;
      /** Whether its notifications stand in another file, and a healthy one was put in their place. */
      readonly notificationsElsewhere: boolean;
    }
  | {
      readonly file: string;
      readonly kind: GuardrailKind | 'other' | undefined;
      /** Why it cannot be judged: what the API would refuse, or that it is nothing to judge. */
      readonly problems: readonly string[];
    };

/** Reads and judges the text of a file. */
export function judgeText(file: string, text: string, options: JudgeOptions): FileVerdict {
  const read = readDefinition(text);
  if (!read.ok) {
    return { file, kind: read.kind, problems: read.problems };
  }
  const { definition } = read;
  const notificationsElsewhere = definition.kind === 'budget' && definition.notifications === undefined;
  const { kind } = definition;
  return { file, kind, definition, ...judgeDefinition(definition, options), notificationsElsewhere };
}

/** 0 when all fire, 1 when some do not, 2 when some cannot be read or there is nothing to judge. */
export function exitCodeOf(verdicts: readonly FileVerdict[]): 0 | 1 | 2 {
  if (verdicts.length === 0 || verdicts.some((verdict) => 'problems' in verdict)) {
    return 2;
  }
  return verdicts.every((verdict) => 'outcome' in verdict && verdict.outcome.status === 'works') ? 0 : 1;
}

const KINDS: Readonly<Record<GuardrailKind, string>> = {
  alarm: 'alarm',
  budget: 'budget',
  notifications: 'list of notifications',
};

/** The lines that are printed of a file. */
export function verdictText(verdict: FileVerdict): string {
  if ('problems' in verdict) {
    return verdict.problems.map((problem) => `${verdict.file}: ${problem}.`).join('\n');
  }
  const { file, kind, name, outcome, notificationsElsewhere } = verdict;
  const what = kind === 'notifications' ? KINDS[kind] : `${KINDS[kind]} "${name}"`;
  return [`${file}: ${what}`, ...outcomeLines(outcome, name, notificationsElsewhere)].join('\n  ');
}

function outcomeLines(outcome: Outcome, name: string, notificationsElsewhere: boolean): string[] {
  switch (outcome.status) {
    case 'works':
      return [
        notificationsElsewhere
          ? 'would fire and reach somebody, with notifications that do'
          : 'would fire and reach somebody',
        ...(outcome.firing ? [firingText(outcome.firing)] : []),
        ...outcome.notes.map((note) => `note ${note.note}: ${noteText(note)}`),
      ];
    case 'broken': {
      const { message } = finding(name, outcome.reason, `"${name}"`, outcome.detail);
      return ['would not fire, or reach nobody', `${outcome.reason}: ${message}`];
    }
    case 'unknown':
      return ['whether it would reach somebody is unknown', outcome.cause];
  }
}

/** What `--json` prints of a file: other programs read it. */
export function verdictJson(verdict: FileVerdict): object {
  if ('problems' in verdict) {
    return { ...verdict, status: 'unreadable' };
  }
  const { outcome, definition: _, notificationsElsewhere: __, ...file } = verdict;
  if (outcome.status !== 'works') {
    return { ...file, ...outcome };
  }
  const { firing, ...rest } = outcome;
  return { ...file, ...rest, ...(firing && { replay: playedAs(file.name, firing) }) };
}

/** JSON in which no character can act on a terminal or change how a name reads. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\n' ? character : escaped(character),
  );
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
    .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
    .join('');
}
