import * as v from 'valibot';
import exceptionsFile from '../../guardrails/exceptions.json';
import { CHECKS } from '../checks';
import type { Meta } from '../checks/check';
import { definedIn } from '../config';
import { type Definition, define, text } from '../definitions/definition';

/** A finding that its owner has decided to live with, for a while. */
export interface Exception {
  /** The id of the check. */
  readonly check: string;
  /** The resource of the finding, its name alone, or `*` for all findings of the check. */
  readonly resource: string;
  readonly reason: string;
  /** Who has decided it. */
  readonly owner: string;
  /** The last day on which it holds, in UTC: `2026-12-31`. */
  readonly until: string;
}

export const EVERYTHING = '*';

const FILE = 'exceptions.json';

/**
 * The exceptions of `guardrails/exceptions.json`.
 * @throws ConfigError naming the path in the file
 */
export function loadExceptions(file: unknown = exceptionsFile): readonly Exception[] {
  const checks = CHECKS.map(({ meta }) => meta);
  return definedIn(FILE, defineExceptions(file, checks));
}

/**
 * What {@link loadExceptions} takes for granted, because it was so on the day of the deployment.
 * @throws ConfigError naming the path in the file
 */
export function checkDates(exceptions: readonly Exception[], now: Date): void {
  const problems = wrongDates(exceptions, now);
  if (problems.length > 0) {
    definedIn(FILE, { ok: false, problems });
  }
}

/**
 * Reads `guardrails/exceptions.json`. Whether its dates hold is another question, which {@link wrongDates} answers:
 * what was deployed must not stop working on the day after.
 *
 * @param checks the checks that there are
 */
export function defineExceptions(
  input: unknown,
  checks: readonly Pick<Meta, 'id' | 'severity'>[],
): Definition<readonly Exception[]> {
  const ids = checks.map(({ id }) => id);
  const isCritical = (id: string) => checks.some((check) => check.id === id && check.severity === 'critical');
  const exception = v.pipe(
    v.strictObject(
      {
        check: v.picklist(ids, (issue) => `is ${issue.received}; there are ${ids.join(', ')}`),
        resource: words(2_048),
        reason: words(500),
        owner: words(200),
        until: v.pipe(v.string('must be a text'), v.check(isDate, 'must be a date such as 2026-12-31')),
      },
      (issue) =>
        issue.expected === 'never'
          ? 'is unknown; there are check, resource, reason, owner and until'
          : issue.received === 'undefined'
            ? 'is required and missing'
            : `must be an object, but is ${issue.received}`,
    ),
    v.forward(
      v.check(
        ({ check, resource }) => resource !== EVERYTHING || !isCritical(check),
        'must name one resource: a critical check can be excepted only resource by resource',
      ),
      ['resource'],
    ),
  );
  const list = v.pipe(
    v.array(exception, 'must be a list of { check, resource, reason, owner, until }'),
    v.checkItems(
      ({ check, resource }, index, all) =>
        all.findIndex((other) => other.check === check && other.resource === resource) === index,
      'excepts what an entry before it excepts',
    ),
  );
  return define(list, input);
}

const DATE = /^\d{4}-\d\d-\d\d$/;

function words(max: number) {
  return v.pipe(
    text(1, max),
    v.check((given) => given.trim() !== '', 'is blank'),
  );
}

/** A day that the calendar has: JavaScript takes 2026-02-30 for the second of March. */
function isDate(text: string): boolean {
  return DATE.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** Sentences on dates that are past or too far ahead on the day of the deployment, each with its path. */
export function wrongDates(exceptions: readonly Exception[], now: Date): readonly string[] {
  const today = now.toISOString().slice(0, 10);
  const inAYear = new Date(now);
  inAYear.setUTCFullYear(now.getUTCFullYear() + 1);
  const last = inAYear.toISOString().slice(0, 10);
  return exceptions.flatMap(({ until }, index) => {
    if (until >= today && until <= last) {
      return [];
    }
    const wrong = until < today ? 'which is past' : 'which is more than a year ahead';
    return [`${index}.until: is ${until}, ${wrong}; give a date from ${today} to ${last}`];
  });
}
