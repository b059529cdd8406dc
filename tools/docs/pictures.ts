import wanted from '../../guardrails/billing-alarm.json';
import { judgeText } from '../../src/cli/judge/answer';
import { pictureOf } from '../../src/cli/judge/picture/files';

/** The alarms that the README shows, by the file of their picture: the wanted one, and a mistake often made. */
const SHOWN: Readonly<Record<string, object>> = {
  'docs/pictures/working-alarm.svg': wanted,
  'docs/pictures/dead-alarm.svg': { ...wanted, AlarmName: 'billing-alarm-without-currency', Dimensions: [] },
};

/** The pictures of the README, by their file: what `npm run judge -- --picture` draws. */
export function pictures(): readonly {
  readonly file: string;
  readonly svg: string;
  readonly sentence: string;
}[] {
  return Object.entries(SHOWN).map(([file, alarm]) => {
    const verdict = judgeText(file, JSON.stringify(alarm), {
      // Of a definition alone, the day decides nothing.
      now: new Date(0),
      amounts: { wanted: undefined, highestThreshold: undefined },
      budgetOfNotifications: 100,
    });
    if (!('outcome' in verdict)) {
      throw new Error(`${file}: ${verdict.problems.join(', ')}`);
    }
    const picture = pictureOf(verdict);
    if (!('svg' in picture)) {
      throw new Error(`${file}: ${picture.problem}`);
    }
    return picture;
  });
}
