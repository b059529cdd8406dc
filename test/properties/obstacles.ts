import type { DescribedAccount } from './accounts';
import { compositesOf, OWN_ALARM } from './alarms';
import { ALERT_TOPIC } from './topics';

/** What keeps a check from passing after a remediation, and how the remediation has to say so. */
export interface Obstacle {
  readonly checks: readonly string[];
  /** `undefined` where it is no business of the remediation's: the audit alone tells. */
  readonly said: { readonly id: string; readonly message: RegExp } | undefined;
}

const ALL = ['alert-topic', 'billing-alarm', 'budget'];

/** Told from the description alone: whatever else is wrong, the remediation has to mend. */
export function obstaclesOf(account: DescribedAccount): Obstacle[] {
  return [...ofTopic(account), ...ofAlarm(account), ...ofBudget(account)];
}

function ofTopic({ topics }: DescribedAccount): Obstacle[] {
  const topic = topics.find(({ arn }) => arn === ALERT_TOPIC);
  if (!topic) {
    return [];
  }
  const { policy, key, subscriptions } = topic;
  const says = (message: RegExp) => ({ id: 'alert-topic', message });
  const nobodyLeft = subscriptions.every(({ state }) => state === 'deleted');
  const didUnsubscribe = subscriptions.some(({ endpoint }) => endpoint.toLowerCase() === 'you@company.com');
  return [
    ...(key === 'AWS managed' ? [{ checks: ALL, said: says(/encrypted with the AWS managed key/) }] : []),
    // Nobody with a read-only role can tell whether such a key admits them: unknown, and not for lack of a guardrail.
    ...(key === 'customer managed' ? [{ checks: ALL, said: undefined }] : []),
    ...policy.denies.map((publisher) => ({
      checks: ['alert-topic', publisher === 'budgets' ? 'budget' : 'billing-alarm'],
      said: says(/^Statement .* denies .*: make an exception/),
    })),
    ...(policy.unclear
      ? [{ checks: ALL, said: says(/depends on .*, which nobody can tell from outside/) }]
      : []),
    ...(nobodyLeft && didUnsubscribe ? [{ checks: ALL, said: says(/has unsubscribed/) }] : []),
  ];
}

function ofAlarm({ alarms, composites }: DescribedAccount): Obstacle[] {
  const checks = ['billing-alarm'];
  const named = alarms.find(({ owner }) => owner !== 'nobody in particular');
  const existing = compositesOf(alarms, composites);
  const isTaken = named ? named.owner !== 'the auditor' : existing.some(({ name }) => name === OWN_ALARM);
  return [
    ...(isTaken ? [{ checks, said: { id: 'billing-alarm', message: /The name .* is taken/ } }] : []),
    // The alarm is as it should be; that somebody silences it is theirs to end.
    ...(named?.owner === 'the auditor' && named.muteRule === 'ACTIVE' ? [{ checks, said: undefined }] : []),
    // A composite alarm or a key may make somebody's alarm work: then none is created, and it says so.
    { checks, said: { id: 'billing-alarm', message: /Whether .* is needed could not be found out/ } },
  ];
}

function ofBudget({ budgets }: DescribedAccount): Obstacle[] {
  const checks = ['budget'];
  const named = budgets.find(({ owner }) => owner !== 'nobody in particular');
  return [
    ...(named?.owner === 'somebody with its name'
      ? [{ checks, said: { id: 'budget', message: /The name .* is taken/ } }]
      : []),
    // AWS alone brings a budget back to health.
    ...(named?.owner === 'the auditor' && named.faults.includes('unhealthy')
      ? [{ checks, said: undefined }]
      : []),
    { checks, said: { id: 'budget', message: /Whether .* is needed could not be found out/ } },
  ];
}
