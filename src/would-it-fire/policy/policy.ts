import type { ConditionTest } from './condition';

/** An element and its opposite, such as Action and NotAction. */
export interface Element {
  readonly isNot: boolean;
  readonly values: readonly unknown[];
}

export interface Statement {
  /** Its Sid in quotes, or its place: it follows the word "statement". */
  readonly label: string;
  readonly effect: 'Allow' | 'Deny';
  /** `undefined` where it has none, or both: nobody knows what such a statement means. */
  readonly action: Element | undefined;
  readonly resource: Element | undefined;
  readonly principal: { readonly isNot: boolean; readonly value: unknown } | undefined;
  /** `undefined` where it cannot be read. */
  readonly tests: readonly ConditionTest[] | undefined;
}

export interface Policy {
  /** Variables are variables since version 2012-10-17. Source: IAM JSON policy elements, Version. */
  readonly hasVariables: boolean;
  readonly statements: readonly Statement[];
}

/**
 * Reads a policy out of its JSON text; `undefined` for what is none.
 *
 * Source: IAM User Guide, "IAM JSON policy elements reference".
 */
export function readPolicy(text: string): Policy | undefined {
  const parsed = parse(text);
  if (!isObject(parsed)) {
    return undefined;
  }
  const statements = listOf(parsed['Statement']).map(readStatement);
  if (!statements.every((statement) => statement !== undefined)) {
    return undefined;
  }
  return { hasVariables: parsed['Version'] === '2012-10-17', statements };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // AWS takes no policy that is no JSON.
    return undefined;
  }
}

function readStatement(statement: unknown, index: number): Statement | undefined {
  if (!isObject(statement)) {
    return undefined;
  }
  const { Effect: effect, Sid: sid } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    return undefined;
  }
  const principal = either(statement, 'Principal');
  return {
    label: typeof sid === 'string' && sid !== '' ? `"${sid}"` : String(index + 1),
    effect,
    action: elementOf(either(statement, 'Action')),
    resource: elementOf(either(statement, 'Resource')),
    principal,
    tests: testsOf(statement['Condition']),
  };
}

function either(statement: Readonly<Record<string, unknown>>, name: string) {
  const [is, isNot] = [statement[name], statement[`Not${name}`]];
  if ((is === undefined) === (isNot === undefined)) {
    return undefined;
  }
  return is === undefined ? { isNot: true, value: isNot } : { isNot: false, value: is };
}

function elementOf(written: { isNot: boolean; value: unknown } | undefined): Element | undefined {
  const values = listOf(written?.value);
  return written && values.length > 0 ? { isNot: written.isNot, values } : undefined;
}

function testsOf(condition: unknown): ConditionTest[] | undefined {
  if (condition === undefined) {
    return [];
  }
  if (!isObject(condition)) {
    return undefined;
  }
  const tests: ConditionTest[] = [];
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isObject(keys)) {
      return undefined;
    }
    tests.push(...Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values) })));
  }
  return tests;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
