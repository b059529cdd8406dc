/** An alarm's name, quoted or not, or its ARN, in ALARM(…), OK(…) or INSUFFICIENT_DATA(…). */
const NAME = /(?:"([^"]+)"|'([^']+)'|([^\s"'()]+))/.source;
/** Source: PutCompositeAlarm, AlarmRule. */
const ANY_TERM = new RegExp(`\\b(?:ALARM|OK|INSUFFICIENT_DATA)\\(\\s*${NAME}\\s*\\)`, 'gi');
const ALARM_TERM = new RegExp(`^ALARM\\(\\s*${NAME}\\s*\\)$`, 'i');

/** The names or ARNs of all alarms whose state the rule looks at. */
export function alarmsIn(rule: string): readonly string[] {
  return [...rule.matchAll(ANY_TERM)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
}

/** Whether the rule is nothing but ALARM(…) terms joined by OR, so that any one of its alarms sets it off. */
export function isAnyOf(rule: string): boolean {
  return splitAtOr(rule.trim()).every((term) => ALARM_TERM.test(term));
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
