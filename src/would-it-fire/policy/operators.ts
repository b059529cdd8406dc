import { BlockList, isIP } from 'node:net';
import { allOf, type Decision, yesIf } from './decision';
import { textOf } from './value';
import { matches, type Token } from './wildcard';

/**
 * Compares one value of a policy with the one that the request has; `undefined` where they are of no kind to compare,
 * such as a word with a number: they do not match, and whether "does not equal" then holds is not documented.
 */
type Test = (wanted: readonly Token[], value: string) => Decision | undefined;

export interface Operator {
  readonly test: Test;
  /** Whether `*` and `?` are wildcards to it. */
  readonly wildcards: boolean;
  /** It holds where none of its values does. */
  readonly isNegated: boolean;
}

/**
 * No wildcard reaches over one of the first five colons of an ARN. ArnEquals behaves like ArnLike, with wildcards.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators", ARN condition operators.
 */
export const arnMatches: Test = (wanted, value) => {
  const patterns = partsOf(wanted);
  const values = partsOf(Array.from(value));
  // Whether ArnLike takes a mere * is not documented.
  if (textOf(wanted) === '*') {
    return 'maybe';
  }
  if (patterns.length < 6 || values.length < 6) {
    return undefined;
  }
  return allOf(patterns.map((pattern, i) => yesIf(matches(pattern, values[i] ?? []))));
};

/** The six parts of an ARN; the last one may hold colons. */
function partsOf<T>(arn: readonly T[]): T[][] {
  const parts: T[][] = [[]];
  for (const character of arn) {
    if (character === ':' && parts.length < 6) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(character);
    }
  }
  return parts;
}

const text = (same: (wanted: string, value: string) => boolean): Test => {
  return (wanted, value) => yesIf(same(textOf(wanted), value));
};

const number = (holds: (value: number, wanted: number) => boolean) => ordered(numberOf, holds);

function numberOf(written: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(written) ? Number(written) : undefined;
}

/** A date is written by ISO 8601, or as seconds since 1970. */
const date = (holds: (value: number, wanted: number) => boolean) => ordered(momentOf, holds);

function ordered(
  read: (written: string) => number | undefined,
  holds: (value: number, wanted: number) => boolean,
): Test {
  return (wanted, value) => {
    const [a, b] = [read(value), read(textOf(wanted))];
    return a === undefined || b === undefined ? undefined : yesIf(holds(a, b));
  };
}

function momentOf(written: string): number | undefined {
  if (/^\d{1,12}$/.test(written)) {
    return Number(written) * 1000;
  }
  return /^\d{4}-\d\d-\d\d/.test(written) ? Date.parse(written) : undefined;
}

/** An address or a range of them, IPv4 or IPv6. */
const inRange: Test = (wanted, value) => {
  const [address = '', length] = textOf(wanted).split('/');
  const kind = isIP(address);
  if (kind === 0 || isIP(value) === 0) {
    return undefined;
  }
  const longest = kind === 4 ? 32 : 128;
  const bits = length === undefined ? longest : numberOf(length);
  if (bits === undefined || bits < 0 || bits > longest) {
    return undefined;
  }
  if (isIP(value) !== kind) {
    return 'no';
  }
  const family = kind === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(address, bits, family);
  return yesIf(range.check(value, family));
};

const plain = (test: Test) => ({ test, wildcards: false, isNegated: false });
const wild = (test: Test) => ({ test, wildcards: true, isNegated: false });
const none = (operator: Operator) => ({ ...operator, isNegated: true });

const stringEquals = plain(text((wanted, value) => wanted === value));
const stringEqualsIgnoreCase = plain(text((wanted, value) => wanted.toLowerCase() === value.toLowerCase()));
const stringLike = wild((wanted, value) => yesIf(matches(wanted, value)));
const arnLike = wild(arnMatches);
const numericEquals = plain(number((value, wanted) => value === wanted));
const dateEquals = plain(date((value, wanted) => value === wanted));
const ipAddress = plain(inRange);
const isBool = (written: string) => /^(true|false)$/i.test(written);

/** By their names in lower case, which are not case-sensitive. Source: as above; `Null` stands apart. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['stringequals', stringEquals],
  ['stringnotequals', none(stringEquals)],
  ['stringequalsignorecase', stringEqualsIgnoreCase],
  ['stringnotequalsignorecase', none(stringEqualsIgnoreCase)],
  ['stringlike', stringLike],
  ['stringnotlike', none(stringLike)],
  ['arnequals', arnLike],
  ['arnlike', arnLike],
  ['arnnotequals', none(arnLike)],
  ['arnnotlike', none(arnLike)],
  ['numericequals', numericEquals],
  ['numericnotequals', none(numericEquals)],
  ['numericlessthan', plain(number((value, wanted) => value < wanted))],
  ['numericlessthanequals', plain(number((value, wanted) => value <= wanted))],
  ['numericgreaterthan', plain(number((value, wanted) => value > wanted))],
  ['numericgreaterthanequals', plain(number((value, wanted) => value >= wanted))],
  ['dateequals', dateEquals],
  ['datenotequals', none(dateEquals)],
  ['datelessthan', plain(date((value, wanted) => value < wanted))],
  ['datelessthanequals', plain(date((value, wanted) => value <= wanted))],
  ['dategreaterthan', plain(date((value, wanted) => value > wanted))],
  ['dategreaterthanequals', plain(date((value, wanted) => value >= wanted))],
  ['bool', plain(text((wanted, value) => isBool(value) && wanted.toLowerCase() === value.toLowerCase()))],
  ['binaryequals', stringEquals],
  ['ipaddress', ipAddress],
  ['notipaddress', none(ipAddress)],
]);
