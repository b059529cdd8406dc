import type { Expression, Operator } from './metric-math';

/** Values at equal distances, oldest first; `undefined` where there is none. */
export type Series = readonly (number | undefined)[];

type Value = number | Series | { readonly all: readonly Series[] };

/** What metric math is evaluated on. */
export interface MathWorld {
  /** How many values each series has. */
  readonly length: number;
  /** Seconds from one value to the next. */
  readonly period: number;
  /** The metrics of the request, by Id, in its order. */
  readonly metrics: ReadonlyMap<string, Series>;
  /** The other expressions of the request, by Id. */
  readonly expressions: ReadonlyMap<string, Expression>;
}

/**
 * Evaluates metric math to one series.
 * Source: CloudWatch User Guide, "Using metric math", syntax and functions.
 *
 * @throws an Error that names what cannot be evaluated
 */
export function evaluateMath(expression: Expression, world: MathWorld): Series {
  const value = evaluate(expression, { ...world, known: new Map() });
  if (typeof value === 'number') {
    throw new Error('a single number is no time series');
  }
  if (isSeries(value)) {
    return value;
  }
  const [only, ...more] = value.all;
  if (only === undefined || more.length > 0) {
    throw new Error('several time series are not one');
  }
  return only;
}

interface Scope extends MathWorld {
  /** The expressions evaluated so far, each once; `undefined` while it is being evaluated. */
  readonly known: Map<string, Value | undefined>;
}

function isSeries(value: Value): value is Series {
  return Array.isArray(value);
}

function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'text':
      throw new Error(`"${expression.value}" is no number`);
    case 'name':
      return named(expression.name, scope);
    case 'array':
      return { all: expression.items.flatMap((item) => seriesOf(evaluate(item, scope), scope)) };
    case 'negative':
      return each(evaluate(expression.of, scope), (value) => -value);
    case 'operation':
      return operation(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
    case 'call':
      return call(expression.name, expression.args, scope);
  }
}

function named(name: string, scope: Scope): Value {
  const metric = scope.metrics.get(name);
  if (metric) {
    return metric;
  }
  const known = scope.known.get(name);
  if (known !== undefined) {
    return known;
  }
  const expression = scope.expressions.get(name);
  if (!expression || scope.known.has(name)) {
    throw new Error(`${name} is no metric of it`);
  }
  scope.known.set(name, undefined);
  const value = evaluate(expression, scope);
  scope.known.set(name, value);
  return value;
}

/** A value as series: a number stands for a series of it. */
function seriesOf(value: Value, { length }: Pick<MathWorld, 'length'>): readonly Series[] {
  if (typeof value === 'number') {
    return [Array.from({ length }, () => value)];
  }
  return isSeries(value) ? [value] : value.all;
}

function each(value: Value, change: (value: number) => number | undefined): Value {
  if (typeof value === 'number') {
    return change(value) ?? Number.NaN;
  }
  const changed = (series: Series) => series.map((one) => (one === undefined ? one : change(one)));
  return isSeries(value) ? changed(value) : { all: value.all.map(changed) };
}

const truth = (holds: boolean) => (holds ? 1 : 0);

const OPERATIONS: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  OR: (a, b) => truth(a !== 0 || b !== 0),
  AND: (a, b) => truth(a !== 0 && b !== 0),
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  '<=': (a, b) => truth(a <= b),
  '>=': (a, b) => truth(a >= b),
  '<': (a, b) => truth(a < b),
  '>': (a, b) => truth(a > b),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

/** A result that is no number, as that of a division by zero, is dropped. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function operation(operator: Operator, left: Value, right: Value): Value {
  const apply = OPERATIONS[operator];
  if (typeof left === 'number' && typeof right === 'number') {
    return apply(left, right);
  }
  if (typeof right === 'number') {
    return each(left, (value) => finite(apply(value, right)));
  }
  if (typeof left === 'number') {
    return each(right, (value) => finite(apply(left, value)));
  }
  // Of two series, a value that only one has is 0 in the other.
  const both = (a: Series, b: Series) =>
    a.map((value, i) => {
      const other = b[i];
      return value === undefined && other === undefined ? undefined : finite(apply(value ?? 0, other ?? 0));
    });
  if (isSeries(left)) {
    return isSeries(right) ? both(left, right) : { all: right.all.map((series) => both(left, series)) };
  }
  if (isSeries(right)) {
    return { all: left.all.map((series) => both(series, right)) };
  }
  if (left.all.length !== right.all.length) {
    throw new Error('arrays of different lengths');
  }
  return { all: left.all.map((series, i) => both(series, right.all[i] ?? [])) };
}

type Fold = (values: readonly number[]) => number;

/** Of one series they give a number, of several a series. */
const FOLDS: Readonly<Record<string, Fold>> = {
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  DATAPOINT_COUNT: (values) => values.length,
};

const CHANGES: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  LOG: Math.log,
  LOG10: Math.log10,
};

/** From the previous value of a series to this one, with the seconds between them. */
const STEPS: Readonly<Record<string, (change: number, seconds: number) => number>> = {
  DIFF: (change) => change,
  RATE: (change, seconds) => change / seconds,
  DIFF_TIME: (_, seconds) => seconds,
};

function call(name: string, args: readonly Expression[], scope: Scope): Value {
  const argument = (i: number): Value => {
    const arg = args[i];
    if (!arg) {
      throw new Error(`${name} lacks an argument`);
    }
    return evaluate(arg, scope);
  };
  const own = <T>(table: Readonly<Record<string, T>>) =>
    Object.hasOwn(table, name) ? table[name] : undefined;
  const fold = own(FOLDS);
  if (fold) {
    return folded(
      fold,
      args.length > 1 ? { all: args.flatMap((_, i) => seriesOf(argument(i), scope)) } : argument(0),
    );
  }
  const change = own(CHANGES);
  if (change) {
    return each(argument(0), (value) => finite(change(value)));
  }
  const step = own(STEPS);
  if (step) {
    return mapped(argument(0), (series) => steps(series, scope.period, step));
  }
  switch (name) {
    case 'IF':
      return choice(argument(0), argument(1), args.length > 2 ? argument(2) : undefined, scope);
    case 'PERIOD':
      return scope.period;
    case 'TIME_SERIES': {
      const value = argument(0);
      if (typeof value !== 'number') {
        throw new Error('TIME_SERIES takes a number');
      }
      return Array.from({ length: scope.length }, () => value);
    }
    case 'RUNNING_SUM':
      return mapped(argument(0), runningSum);
    case 'FILL':
      return mapped(argument(0), (series) => filled(series, args[1], argument, scope));
    case 'METRICS':
      return { all: metricsNamed(args[0], scope) };
    case 'METRIC_COUNT':
      return seriesOf(argument(0), scope).length;
    case 'FIRST':
    case 'LAST': {
      const found = seriesOf(argument(0), scope).at(name === 'FIRST' ? 0 : -1);
      if (!found) {
        throw new Error(`${name} of nothing`);
      }
      return found;
    }
    default:
      throw new Error(`${name} cannot be computed`);
  }
}

function mapped(value: Value, change: (series: Series) => Series): Value {
  if (typeof value === 'number') {
    throw new Error('a number where a time series belongs');
  }
  return isSeries(value) ? change(value) : { all: value.all.map(change) };
}

function folded(fold: Fold, value: Value): Value {
  if (typeof value === 'number') {
    return value;
  }
  const present = (values: Series) => values.filter((one) => one !== undefined);
  // Of a series without any value there is no number; NaN is in no relation to any threshold.
  if (isSeries(value)) {
    return present(value).length === 0 ? Number.NaN : fold(present(value));
  }
  const [first = []] = value.all;
  return first.map((_, i) => {
    const there = present(value.all.map((series) => series[i]));
    return there.length === 0 ? undefined : finite(fold(there));
  });
}

function steps(series: Series, period: number, step: (change: number, seconds: number) => number): Series {
  let before: { value: number; at: number } | undefined;
  return series.map((value, at) => {
    if (value === undefined) {
      return undefined;
    }
    const last = before;
    before = { value, at };
    return last && step(value - last.value, (at - last.at) * period);
  });
}

function runningSum(series: Series): Series {
  let sum = 0;
  return series.map((value) => {
    if (value === undefined) {
      return undefined;
    }
    sum += value;
    return sum;
  });
}

function filled(
  series: Series,
  by: Expression | undefined,
  argument: (i: number) => Value,
  scope: Pick<MathWorld, 'length'>,
): Series {
  if (by?.kind === 'name' && by.name === 'REPEAT') {
    let last: number | undefined;
    return series.map((value) => {
      last = value ?? last;
      return last;
    });
  }
  if (by?.kind === 'name' && by.name === 'LINEAR') {
    return series.map((_, i) => between(series, i));
  }
  const [filling] = seriesOf(argument(1), scope);
  return series.map((value, i) => value ?? filling?.[i]);
}

/** On the line between the values around it. */
function between(series: Series, at: number): number | undefined {
  const value = series[at];
  if (value !== undefined) {
    return value;
  }
  const before = series.findLastIndex((one, i) => i < at && one !== undefined);
  const after = series.findIndex((one, i) => i > at && one !== undefined);
  const [a, b] = [series[before], series[after]];
  return a === undefined || b === undefined ? undefined : a + ((b - a) * (at - before)) / (after - before);
}

function metricsNamed(part: Expression | undefined, { metrics }: MathWorld): Series[] {
  if (part !== undefined && part.kind !== 'text') {
    throw new Error('METRICS takes a text');
  }
  return [...metrics]
    .filter(([id]) => part === undefined || id.includes(part.value))
    .map(([, series]) => series);
}

/** Source: "Using metric math", "Using IF expressions", with its tables of missing values. */
function choice(condition: Value, yes: Value, no: Value | undefined, scope: MathWorld): Value {
  if (typeof condition === 'number') {
    const chosen = condition !== 0 ? yes : no;
    if (typeof chosen === 'object') {
      return chosen;
    }
    return Array.from({ length: scope.length }, () => chosen);
  }
  const [given, ...more] = seriesOf(condition, scope);
  if (!given || more.length > 0) {
    throw new Error('IF takes one time series as its condition');
  }
  const [whenTrue] = seriesOf(yes, scope);
  const [whenFalse] = no === undefined ? [] : seriesOf(no, scope);
  return given.map((holds, i) => {
    if (holds === undefined) {
      return undefined;
    }
    return holds !== 0 ? (whenTrue?.[i] ?? 0) : whenFalse?.[i];
  });
}
