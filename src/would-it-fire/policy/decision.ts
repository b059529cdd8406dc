/** `maybe` is what rests on something that nobody can know from outside: it is never taken for a yes. */
export type Decision = 'yes' | 'no' | 'maybe';

export function yesIf(holds: boolean): Decision {
  return holds ? 'yes' : 'no';
}

export function both(a: Decision, b: Decision): Decision {
  if (a === 'no' || b === 'no') {
    return 'no';
  }
  return a === 'yes' && b === 'yes' ? 'yes' : 'maybe';
}

/** An empty list is no: there is nothing of it that could hold. */
export function anyOf(decisions: readonly Decision[]): Decision {
  if (decisions.includes('yes')) {
    return 'yes';
  }
  return decisions.includes('maybe') ? 'maybe' : 'no';
}

/** An empty list is yes: there is nothing of it that could fail. */
export function allOf(decisions: readonly Decision[]): Decision {
  return decisions.reduce(both, 'yes');
}

export function not(decision: Decision): Decision {
  if (decision === 'maybe') {
    return 'maybe';
  }
  return decision === 'yes' ? 'no' : 'yes';
}
