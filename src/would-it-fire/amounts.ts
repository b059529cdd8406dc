import type { Config } from '../config';
import type { Note, NoteCode, Reason } from '../reasons';
import { type Broken, broken } from './outcome';

/** How high an alarm or a budget may be set to be of use; both in USD, `undefined` where nobody said. */
export interface Amounts {
  /** Above this it is of no use. */
  readonly highestUseful: number | undefined;
  /** The wanted monthly budget, to compare with where no highest useful amount is given. */
  readonly wanted: number | undefined;
}

/** Where nobody says how high is too high, this many times the wanted budget is worth a note. */
const FAR_ABOVE = 10;

/** What the owner of the account said of amounts. */
export function amountsOf({ highestUseful, wanted }: Config): Amounts {
  return { highestUseful, wanted: Number(wanted.budget.BudgetLimit?.Amount ?? Number.NaN) };
}

/** Whether an amount is too high to be of use, by what the owner said. */
export function judgeAmount(
  amount: number | undefined,
  reason: Reason,
  { highestUseful }: Amounts,
): Broken | undefined {
  if (amount === undefined || highestUseful === undefined || amount <= highestUseful) return undefined;
  return broken(reason, `${amount} USD, above ${highestUseful} USD`);
}

/** A note where nobody said what is too high, and the amount is far above the wanted budget. */
export function noteAmount(
  amount: number | undefined,
  note: NoteCode,
  { highestUseful, wanted }: Amounts,
): Note[] {
  if (amount === undefined || wanted === undefined || highestUseful !== undefined) return [];
  return amount > FAR_ABOVE * wanted ? [{ note, detail: `${amount} USD against ${wanted} USD` }] : [];
}
