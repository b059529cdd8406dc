import { anyOf, type Decision, not, yesIf } from './decision';
import { OPERATORS, type Operator } from './operators';
import type { Fact } from './request';
import { fill, type Reading } from './value';
import { ANY_TEXT } from './wildcard';

/** One key that one operator of a condition asks for; a condition holds when all of its tests do. */
export interface ConditionTest {
  /** As written, such as `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  /** As written: the names of keys are not case-sensitive. */
  readonly key: string;
  readonly values: readonly unknown[];
}

const NAME = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/;

/**
 * Whether a test holds for a request of which not everything may be known.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Set operators for multivalued context
 * keys". An operator that nobody knows, or a value that is no text, number or truth value, is undecided.
 */
export function testHolds({ operator: written, key, values }: ConditionTest, reading: Reading): Decision {
  const fact = reading.fact(key.toLowerCase());
  const wanted = values.map(asText);
  if (wanted.length === 0 || wanted.includes(undefined)) {
    return 'maybe';
  }
  const texts = wanted.filter((value) => value !== undefined);

  const [, set, name = '', ifExists] = NAME.exec(written.toLowerCase()) ?? [];
  if (name === 'null') {
    return anyOf(texts.map((value) => isAbsence(value, fact)));
  }
  const operator = OPERATORS.get(name);
  if (!operator) {
    return 'maybe';
  }

  const whenAbsent = heldByAbsence(set, ifExists !== undefined, operator);
  if (fact === 'absent') {
    return whenAbsent;
  }
  // A set operator takes a single value for a set of one.
  const whenPresent = holdsFor(operator, texts, typeof fact === 'object' ? fact.is : undefined, reading);
  if (fact !== 'unknown') {
    return whenPresent;
  }
  return whenPresent === whenAbsent ? whenPresent : 'maybe';
}

function isAbsence(value: string, fact: Fact): Decision {
  const wanted = value.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') {
    return 'maybe';
  }
  if (fact === 'unknown') {
    return 'maybe';
  }
  return yesIf((fact === 'absent') === (wanted === 'true'));
}

/** ForAllValues holds for nothing at all; an operator that is negated, or asks only if the key exists, does so too. */
function heldByAbsence(set: string | undefined, ifExists: boolean, { isNegated }: Operator): Decision {
  if (set === 'forallvalues') {
    return 'yes';
  }
  // The documentation does not say which of the two would win.
  if (set === 'foranyvalue') {
    return ifExists ? 'maybe' : 'no';
  }
  return yesIf(ifExists || isNegated);
}

/** @param value `undefined` where it is sent, but unknown */
function holdsFor(
  { test, wildcards, isNegated }: Operator,
  texts: readonly string[],
  value: string | undefined,
  reading: Reading,
): Decision {
  const held = anyOf(
    texts.map((text): Decision => {
      const wanted = fill(text, wildcards, reading);
      if (wanted === 'unknown') {
        return 'maybe';
      }
      // A variable without a value matches nothing; whether "not equal" then holds is not documented.
      if (wanted === 'absent') {
        return isNegated ? 'maybe' : 'no';
      }
      if (value !== undefined) {
        return test(wanted, value) ?? (isNegated ? 'maybe' : 'no');
      }
      return wanted.length > 0 && wanted.every((token) => token === ANY_TEXT) && !isArn(test)
        ? 'yes'
        : 'maybe';
    }),
  );
  return isNegated ? not(held) : held;
}

function isArn(test: Operator['test']): boolean {
  return test === OPERATORS.get('arnlike')?.test;
}

/** AWS takes numbers and truth values without quotes too. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
