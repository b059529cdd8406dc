import { type FileVerdict, judgeText } from '../../../src/cli/judge/answer';
import type { Firing } from '../../../src/would-it-fire/outcome';

/** What the corpus says of one definition. */
export interface Label {
  readonly verdict: 'fires' | 'does-not-guard' | 'rejected';
  /** Reason codes, any of which may be the first broken link, and notes as `note:…`. */
  readonly reasons: readonly string[];
}

export type LabelVerdict = Label['verdict'];

/** One definition: what the corpus says, what we say, and what a tool says that asks only whether one exists. */
export interface Comparison {
  readonly file: string;
  /** The folder it lies in. */
  readonly group: string;
  readonly label: Label;
  readonly ours: LabelVerdict | 'unknown';
  /** Our reason and notes, as the corpus writes them. */
  readonly reasons: readonly string[];
  /** Our reason in words. */
  readonly said: string;
  readonly exists: boolean;
  /** What came of playing it, where it works and was played. */
  readonly firing?: Firing;
}

/** The day by which the labels were made. */
const AS_OF = new Date('2026-11-23T00:00:00Z');

/**
 * Judges one text of the corpus. In it user1@example.com stands for a real address, so it is given a domain that is
 * no example's first.
 */
export function compare(file: string, text: string, label: Label): Comparison {
  const withRealAddresses = text.replace(/\b(user\d+)@example\.com\b/g, '$1@company.com');
  const verdict = judgeText(file, withRealAddresses, {
    now: AS_OF,
    // Nobody said what is wanted in the accounts these came from.
    amounts: { wanted: undefined, highestThreshold: undefined },
    budgetOfNotifications: 100,
  });
  const group = file.split('/')[0] ?? '';
  return { file, group, label, exists: existsIn(group, verdict), ...ourWords(verdict) };
}

function existsIn(group: string, { kind }: FileVerdict): boolean {
  return kind !== undefined && kind !== 'other' && group.startsWith(kind);
}

function ourWords(verdict: FileVerdict): Pick<Comparison, 'ours' | 'reasons' | 'said' | 'firing'> {
  if ('problems' in verdict) {
    return { ours: 'rejected', reasons: ['rejected'], said: verdict.problems.join('; ') };
  }
  const { outcome } = verdict;
  switch (outcome.status) {
    case 'works': {
      const notes = outcome.notes.map(({ note }) => `note:${note}`);
      return {
        ours: 'fires',
        reasons: notes,
        said: notes.join(', ') || 'nothing is wrong with it',
        ...(outcome.firing && { firing: outcome.firing }),
      };
    }
    case 'broken': {
      const { reason, detail } = outcome;
      return {
        ours: 'does-not-guard',
        reasons: [reason],
        said: detail === undefined ? reason : `${reason}: ${detail}`,
      };
    }
    case 'unknown':
      return { ours: 'unknown', reasons: [], said: outcome.cause };
  }
}

/** Whether two agree on what matters: does it work or not? */
export const agreesOnWorking = ({ label, ours }: Comparison): boolean =>
  (label.verdict === 'fires') === (ours === 'fires');

/** Whether the corpus agrees with a tool that takes what exists for working. */
export const existenceAgrees = ({ label, exists }: Comparison): boolean =>
  (label.verdict === 'fires') === exists;

export const isDead = ({ label }: Comparison): boolean => label.verdict !== 'fires';

/** Whether our reason is among those of the label, which may hold several; of a working one, whether all notes are. */
export function agreesOnReason({ label, ours, reasons }: Comparison): boolean {
  if (ours !== label.verdict) {
    return false;
  }
  if (ours === 'fires') {
    return label.reasons.every((note) => reasons.includes(note));
  }
  return reasons.some((reason) => label.reasons.includes(reason));
}
