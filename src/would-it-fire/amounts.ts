import type { Config } from '../config';
import type { Note, NoteCode } from '../reasons';
import type { Link } from './links';
import { type Broken, broken } from './outcome';

/** How high an alarm or a budget may be set to be of use; both in USD, `undefined` where nobody said. */
export interface Amounts {
  /** Above this it is of no use. */
  readonly highestThreshold: number | undefined;
  /** The wanted monthly budget, to compare with where nobody said what is too high. */
  readonly wanted: number | undefined;
}

/** Where nobody says how high is too high, this many times the wanted budget is worth a note. */
const FAR_ABOVE = 10;

/** What the owner of the account said of amounts. */
export function amountsOf({ highestThreshold, wanted }: Config): Amounts {
  return { highestThreshold, wanted: Number(wanted.budget.BudgetLimit?.Amount ?? Number.NaN) };
}

/** Whether an amount is too high to be of use, by what the owner said. */
export function judgeAmount(
  amount: number | undefined,
  reason: Link,
  { highestThreshold }: Amounts,
): Broken | undefined {
  if (amount === undefined || highestThreshold === undefined || amount <= highestThreshold) {
    return undefined;
  }
  return broken(reason, `${amount} USD, above ${highestThreshold} USD`);
}

/** A note where nobody said what is too high, and the amount is far above the wanted budget. */
export function noteAmount(
  amount: number | undefined,
  note: NoteCode,
  { highestThreshold, wanted }: Amounts,
): Note[] {
  if (amount === undefined || wanted === undefined || highestThreshold !== undefined) {
    return [];
  }
  return amount > FAR_ABOVE * wanted ? [{ note, detail: `${amount} USD against ${wanted} USD` }] : [];
}
