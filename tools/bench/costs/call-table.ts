import { columns, section } from '../text';
import { type CallCosts, LATENCY_MS, type Wait } from './calls';
import { RATES } from './rates';

/** What the benchmark prints of calls, chains and simulated time. */
export function callText(all: readonly CallCosts[], waits: readonly Wait[]): string {
  return [
    section(`Calls, the longest chain of them, and time (simulated: ${LATENCY_MS} ms a call, AWS's rates)`, [
      ...columns([
        ['users', 'account', 'job', 'calls', 'chain', 'seconds'],
        ...all.map(({ job, kind, calls, chain, seconds }) => [
          number(kind.users),
          accountOf(kind),
          job,
          number(calls),
          number(chain),
          seconds.toFixed(2),
        ]),
      ]),
      '',
      'The account has the alarm and the budget that remediate made. The usual way only learns who has no MFA: it lists',
      'the users, 1,000 a page, and asks each for MFA devices, password and keys, 5 users at a time. With a report older',
      'than 10 minutes, audit looks again at those whom it accuses, at most 200, 5 at a time: those calls grow with them.',
      'remediate reads the tags of its alarm and then those of its budget, which makes its chain longer than that of audit.',
    ]),
    section('The wait for the credential report, where IAM has none from the last four hours', [
      ...columns([
        ['IAM is done after', 'calls of the audit', 'seconds of the audit'],
        ...waits.map(({ takesMs, calls, seconds }) => [
          `${takesMs / 1000} s`,
          number(calls),
          seconds.toFixed(2),
        ]),
      ]),
      '',
      'It is the time IAM takes, which grows with the users; audit looks after 2, 6, 14, 30 and 46 s.',
    ]),
    section(
      'Request rates: a token bucket each, which delays what is above (the SDK would ask again later)',
      [
        ...columns([
          ['a second', 'each of', 'source'],
          ...RATES.map(({ operations, perSecond, source }) => [
            number(perSecond),
            operations.length > 3
              ? `${operations.length} operations of ${operations[0]?.split(':')[0]}`
              : operations.join(' '),
            source,
          ]),
        ]),
      ],
    ),
  ].join('\n\n');
}

function accountOf({ failing, report }: CallCosts['kind']): string {
  return failing ? `10 % without MFA, report ${String(report)}` : 'healthy';
}

function number(n: number): string {
  return n.toLocaleString('en-US');
}
