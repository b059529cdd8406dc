import { messageOf } from '../text';
/** What came of asking AWS: a fact, or why there is none. A denied or failed call is a value, never an empty list. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** For the person who reads the report: which operation failed, why, and what to do. */
      readonly error: string;
    };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(error: unknown): Result<never> {
  return { ok: false, error: messageOf(error) };
}

/** Turns a rejection into a value. */
export async function settle<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return success(await work);
  } catch (error) {
    return failure(error);
  }
}
