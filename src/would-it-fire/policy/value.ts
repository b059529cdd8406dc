import type { Fact } from './request';
import { ANY_CHARACTER, ANY_TEXT, type Token } from './wildcard';

/** A value of a policy with its variables filled in, or why that cannot be done. */
export type Filled = readonly Token[] | 'absent' | 'unknown';

/** What a policy's text is read with. */
export interface Reading {
  /** Variables are variables in policies of version 2012-10-17 only; in older ones they are text. */
  readonly hasVariables: boolean;
  fact(key: string): Fact;
}

/** `${aws:SourceAccount}`, `${aws:PrincipalTag/team, 'ops'}`, `${*}`; or one character. */
const PIECE = /\$\{([*?$])\}|\$\{([^{},]{1,256})(?:,\s*'([^']{0,256})')?\}|([\s\S])/g;

/**
 * Reads a text of a policy, character by character.
 *
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 * @param wildcards whether `*` and `?` are wildcards where this text stands
 */
export function fill(text: string, wildcards: boolean, { hasVariables, fact }: Reading): Filled {
  const tokenOf = (character: string): Token => {
    if (wildcards && character === '*') {
      return ANY_TEXT;
    }
    return wildcards && character === '?' ? ANY_CHARACTER : character;
  };
  if (!hasVariables || !text.includes('${')) {
    return Array.from({ length: text.length }, (_, i) => tokenOf(text[i] ?? ''));
  }
  const tokens: Token[] = [];
  let found: Filled = tokens;
  for (const [, escaped, key, otherwise, character] of text.matchAll(PIECE)) {
    if (character !== undefined) {
      tokens.push(tokenOf(character));
      continue;
    }
    // Wildcards in the value of a variable are text: they come from the request, not from the policy.
    const value =
      escaped === undefined ? valueIn(fact((key ?? '').trim().toLowerCase()), otherwise) : { is: escaped };
    if (typeof value === 'object') {
      tokens.push(...Array.from({ length: value.is.length }, (_, i) => value.is[i] ?? ''));
    } else if (found !== 'unknown') {
      found = value;
    }
  }
  return found;
}

function valueIn(fact: Fact, otherwise: string | undefined): { is: string } | 'absent' | 'unknown' {
  if (typeof fact === 'object') {
    return fact;
  }
  if (fact !== 'absent') {
    return 'unknown';
  }
  return otherwise === undefined ? 'absent' : { is: otherwise };
}

/** A filled value as plain text. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => (token === ANY_TEXT ? '*' : token === ANY_CHARACTER ? '?' : token)).join('');
}
