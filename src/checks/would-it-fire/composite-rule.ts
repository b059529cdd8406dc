/** An alarm's name, quoted or not, or its ARN, in ALARM(…). Source: PutCompositeAlarm, AlarmRule. */
const TERM = /^ALARM\(\s*(?:"([^"]+)"|'([^']+)'|([^\s"'()]+))\s*\)$/i;

/**
 * The names or ARNs of the alarms any of which sets off a composite alarm with this rule; `undefined` when the rule
 * is anything but ALARM(…) terms joined by OR.
 */
export function childrenOf(rule: string): readonly string[] | undefined {
  const terms = splitAtOr(rule.trim()).map((term) => TERM.exec(term));
  const names = terms.flatMap((match) => match?.[1] ?? match?.[2] ?? match?.[3] ?? []);
  return names.length === terms.length ? names : undefined;
}

/** Splits at OR outside quotes: an alarm may have the word in its name. */
function splitAtOr(rule: string): string[] {
  const terms = [''];
  for (const [piece] of rule.matchAll(/"[^"]*"|'[^']*'|\s+OR\s+|[\s\S]/gi)) {
    if (/^\s+OR\s+$/i.test(piece)) terms.push('');
    else terms[terms.length - 1] += piece;
  }
  return terms.map((term) => term.trim());
}
