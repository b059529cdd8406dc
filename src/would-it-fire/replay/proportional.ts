import type { Expression } from './metric-math';

/** How a value grows with its metrics: 1 in proportion, 0 not at all; `any` is the number 0; `undefined` otherwise. */
type Degree = number | 'any' | undefined;

const KEEP_DEGREE = [
  'ABS',
  'SUM',
  'AVG',
  'MIN',
  'MAX',
  'DIFF',
  'RATE',
  'RUNNING_SUM',
  'FIRST',
  'LAST',
  'TIME_SERIES',
];
const WITHOUT_DEGREE = ['PERIOD', 'DIFF_TIME', 'METRIC_COUNT', 'DATAPOINT_COUNT'];

/**
 * Whether metric math that is played for one threshold is known for every other: its value is twice as high when all
 * its metrics are.
 *
 * @param expressions the other expressions of the request, by Id; every other Id is a metric
 */
export function isProportional(
  expression: Expression,
  expressions: ReadonlyMap<string, Expression>,
): boolean {
  return degreeOf(expression, expressions, new Map()) === 1;
}

function degreeOf(
  one: Expression,
  expressions: ReadonlyMap<string, Expression>,
  known: Map<string, Degree>,
): Degree {
  const inner = (expression: Expression) => degreeOf(expression, expressions, known);
  switch (one.kind) {
    case 'number':
      return one.value === 0 ? 'any' : 0;
    case 'text':
      return undefined;
    case 'name': {
      const other = expressions.get(one.name);
      if (!other) {
        return 1;
      }
      // One that is asked about while it is being looked at goes round in a circle.
      if (known.has(one.name)) {
        return known.get(one.name);
      }
      known.set(one.name, undefined);
      const degree = inner(other);
      known.set(one.name, degree);
      return degree;
    }
    case 'array':
      return common(one.items.map(inner));
    case 'negative':
      return inner(one.of);
    case 'operation': {
      const [left, right] = [inner(one.left), inner(one.right)];
      if (one.operator === '+' || one.operator === '-') {
        return common([left, right]);
      }
      if (one.operator === '*') {
        return typeof left === 'number' && typeof right === 'number' ? left + right : undefined;
      }
      if (one.operator === '/') {
        return typeof left === 'number' && typeof right === 'number' ? left - right : undefined;
      }
      if (one.operator === '^') {
        return undefined;
      }
      return common([left, right]) === undefined ? undefined : 0;
    }
    case 'call': {
      if (WITHOUT_DEGREE.includes(one.name)) {
        return 0;
      }
      const args = one.args.map(inner);
      if (one.name === 'IF') {
        return args[0] === 0 || args[0] === 1 ? common(args.slice(1)) : undefined;
      }
      return KEEP_DEGREE.includes(one.name) ? common(args) : undefined;
    }
  }
}

function common(degrees: readonly Degree[]): Degree {
  const [first = 'any', ...others] = degrees.filter((degree) => degree !== 'any');
  if (degrees.includes(undefined)) {
    return undefined;
  }
  return others.every((degree) => degree === first) ? first : undefined;
}
