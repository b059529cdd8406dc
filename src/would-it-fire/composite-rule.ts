/** The rule of a composite alarm. Source: CloudWatch User Guide, "Composite alarms", rule expressions. */
export type Rule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: string; readonly alarm: string }
  | { readonly kind: 'not'; readonly of: Rule }
  | { readonly kind: 'any' | 'all'; readonly of: readonly Rule[] }
  | {
      readonly kind: 'at-least';
      readonly share: boolean;
      readonly least: number;
      readonly of: readonly Rule[];
    };

/** Whether it holds: for certain, for certain not, or that depends on what is not known. */
export type Holds = 'yes' | 'no' | 'maybe';

/** A quoted name, a sign, or a run of anything else: a bare name, a keyword, a number. */
const TOKEN = /\s*(?:"([^"]*)"|'([^']*)'|([(),])|([^\s"'(),]+))/y;

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

/** Rules nested deeper than this are not followed; AWS takes 10,240 characters. */
const DEEPEST = 200;

/**
 * Reads a rule, in time that grows with its length.
 * @returns `undefined` when it is not understood
 */
export function parseRule(text: string): Rule | undefined {
  const tokens = tokensOf(text);
  if (!tokens) {
    return undefined;
  }
  let next = 0;
  try {
    const rule = either(0);
    return next === tokens.length ? rule : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return undefined;
    }
    throw error;
  }

  function take(): Token {
    const token = tokens?.[next++];
    if (!token) {
      throw new NotUnderstood();
    }
    return token;
  }

  function isNext(word: string): boolean {
    const token = tokens?.[next];
    return token !== undefined && !token.quoted && token.text.toUpperCase() === word;
  }

  function takes(word: string): boolean {
    if (!isNext(word)) {
      return false;
    }
    next++;
    return true;
  }

  function expect(word: string): void {
    if (!takes(word)) {
      throw new NotUnderstood();
    }
  }

  function either(depth: number): Rule {
    return joined('any', 'OR', () => joined('all', 'AND', () => term(depth)));
  }

  function joined(kind: 'any' | 'all', word: string, part: () => Rule): Rule {
    const first = part();
    const of = [first];
    while (takes(word)) {
      of.push(part());
    }
    return of.length === 1 ? first : { kind, of };
  }

  function term(depth: number): Rule {
    if (depth > DEEPEST) {
      throw new NotUnderstood();
    }
    if (takes('NOT')) {
      return { kind: 'not', of: term(depth + 1) };
    }
    if (takes('(')) {
      const inner = either(depth + 1);
      expect(')');
      return inner;
    }
    if (takes('TRUE')) {
      return { kind: 'constant', value: true };
    }
    if (takes('FALSE')) {
      return { kind: 'constant', value: false };
    }
    if (takes('AT_LEAST')) {
      return atLeast();
    }
    const state = stateOf();
    expect('(');
    const alarm = take().text;
    expect(')');
    return { kind: 'state', state, alarm };
  }

  function stateOf(): string {
    const state = take();
    const name = state.text.toUpperCase();
    if (state.quoted || !['ALARM', 'OK', 'INSUFFICIENT_DATA'].includes(name)) {
      throw new NotUnderstood();
    }
    return name;
  }

  /** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(50%, NOT OK, (a, b))` */
  function atLeast(): Rule {
    expect('(');
    const [, number = '', percent = ''] = /^(\d+(?:\.\d+)?)(%?)$/.exec(take().text) ?? [];
    if (number === '') {
      throw new NotUnderstood();
    }
    expect(',');
    const isNot = takes('NOT');
    const state = stateOf();
    expect(',');
    expect('(');
    const of: Rule[] = [];
    do {
      const one = { kind: 'state', state, alarm: take().text } as const;
      of.push(isNot ? { kind: 'not', of: one } : one);
    } while (takes(','));
    expect(')');
    expect(')');
    return { kind: 'at-least', share: percent !== '', least: Number(number), of };
  }
}

class NotUnderstood extends Error {}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) {
      return undefined;
    }
    const quoted = match[1] ?? match[2];
    tokens.push({ text: quoted ?? match[3] ?? match[4] ?? '', quoted: quoted !== undefined });
  }
  return tokens;
}

/** The names or ARNs of all alarms whose state the rule looks at; of a rule that is not understood, every word of it. */
export function alarmsIn(text: string): readonly string[] {
  const rule = parseRule(text);
  if (!rule) {
    return (tokensOf(text) ?? []).map((token) => token.text);
  }
  const names: string[] = [];
  const open = [rule];
  for (let one = open.pop(); one; one = open.pop()) {
    if (one.kind === 'state') {
      names.push(one.alarm);
    } else if (one.kind === 'not') {
      open.push(one.of);
    } else if (one.kind !== 'constant') {
      open.push(...one.of.toReversed());
    }
  }
  return names;
}

/** Whether a rule holds, by what is known of the states of its alarms. */
export function holds(rule: Rule, isInAlarm: (alarm: string) => Holds): Holds {
  switch (rule.kind) {
    case 'constant':
      return rule.value ? 'yes' : 'no';
    case 'state': {
      const firing = isInAlarm(rule.alarm);
      if (rule.state === 'ALARM') {
        return firing;
      }
      // Which of the other states an alarm is in that does not fire is not known.
      return firing === 'yes' ? 'no' : 'maybe';
    }
    case 'not':
      return opposite(holds(rule.of, isInAlarm));
    case 'any':
      return atLeastHold(1, rule.of, isInAlarm);
    case 'all':
      return atLeastHold(rule.of.length, rule.of, isInAlarm);
    case 'at-least': {
      const { share, least, of } = rule;
      return atLeastHold(share ? Math.ceil((of.length * least) / 100) : least, of, isInAlarm);
    }
  }
}

function atLeastHold(least: number, rules: readonly Rule[], isInAlarm: (alarm: string) => Holds): Holds {
  const each = rules.map((rule) => holds(rule, isInAlarm));
  const certain = each.filter((one) => one === 'yes').length;
  if (certain >= least) {
    return 'yes';
  }
  return each.filter((one) => one !== 'no').length >= least ? 'maybe' : 'no';
}

function opposite(one: Holds): Holds {
  if (one === 'maybe') {
    return one;
  }
  return one === 'yes' ? 'no' : 'yes';
}
