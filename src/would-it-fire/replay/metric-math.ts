/** An expression of metric math, parsed. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** The Id of another query, or a keyword such as `REPEAT`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Expression[] }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** What binds weakest first. Source: CloudWatch User Guide, "Using metric math", operators; their order is that of C. */
const PRECEDENCE = [
  ['OR'],
  ['AND'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
] as const;

export type Operator = (typeof PRECEDENCE)[number][number];

const SPELLINGS: Readonly<Record<string, Operator>> = { '||': 'OR', '&&': 'AND' };

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)|([A-Za-z_]\w*)|"([^"]*)"|'([^']*)'|(==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]))/y;

interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'sign';
  readonly text: string;
}

/** Metric math nested deeper than this is taken for an attempt to exhaust the stack. */
const DEEPEST = 100;

/**
 * Reads metric math.
 * @throws an Error that says what is not understood
 */
export function parseMetricMath(text: string): Expression {
  const tokens = tokensOf(text);
  let next = 0;
  let depth = 0;

  const whole = binary(0);
  if (next < tokens.length) {
    throw notUnderstood();
  }
  return whole;

  function notUnderstood(): Error {
    const token = tokens[next];
    return new Error(token ? `"${token.text}" is not understood there` : 'it ends too early');
  }

  function takes(text: string): boolean {
    const token = tokens[next];
    if (token?.text !== text || token.kind === 'text') {
      return false;
    }
    next++;
    return true;
  }

  function expect(text: string): void {
    if (!takes(text)) {
      throw notUnderstood();
    }
  }

  function binary(level: number): Expression {
    const operators: readonly Operator[] | undefined = PRECEDENCE[level];
    if (operators === undefined) {
      return unary();
    }
    let left = binary(level + 1);
    for (;;) {
      const token = tokens[next];
      const operator = operators.find((one) => token && token.kind !== 'text' && spelled(token.text) === one);
      if (operator === undefined) {
        return left;
      }
      next++;
      left = { kind: 'operation', operator, left, right: binary(level + 1) };
    }
  }

  function unary(): Expression {
    if (depth++ > DEEPEST) {
      throw new Error('it is nested too deeply');
    }
    const read = takes('-') ? ({ kind: 'negative', of: unary() } as const) : primary();
    depth--;
    return read;
  }

  function primary(): Expression {
    const token = tokens[next];
    if (!token) {
      throw notUnderstood();
    }
    if (takes('(')) {
      const inner = binary(0);
      expect(')');
      return inner;
    }
    if (takes('[')) {
      return { kind: 'array', items: listUntil(']') };
    }
    if (token.kind === 'sign') {
      throw notUnderstood();
    }
    next++;
    if (token.kind === 'number') {
      return { kind: 'number', value: Number(token.text) };
    }
    if (token.kind === 'text') {
      return { kind: 'text', value: token.text };
    }
    if (takes('(')) {
      return { kind: 'call', name: token.text, args: listUntil(')') };
    }
    return { kind: 'name', name: token.text };
  }

  function listUntil(end: string): Expression[] {
    const items: Expression[] = [];
    if (takes(end)) {
      return items;
    }
    do {
      items.push(binary(0));
    } while (takes(','));
    expect(end);
    return items;
  }
}

function spelled(text: string): string {
  return SPELLINGS[text] ?? text;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) {
      throw new Error(`"${text.slice(at).trim().slice(0, 20)}" is not understood`);
    }
    const [, number, name, double, single, sign = ''] = match;
    const quoted = double ?? single;
    if (number !== undefined) {
      tokens.push({ kind: 'number', text: number });
    } else if (name !== undefined) {
      tokens.push({ kind: 'name', text: name });
    } else if (quoted !== undefined) {
      tokens.push({ kind: 'text', text: quoted });
    } else {
      tokens.push({ kind: 'sign', text: sign });
    }
  }
  return tokens;
}
