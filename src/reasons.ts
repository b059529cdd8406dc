export interface Sentence {
  /** What is wrong, as a predicate: it follows the name of the resource. */
  readonly problem: string;
  /** What to change; left out where the check's own fix is all there is to say. */
  readonly change?: string;
}

/**
 * Every reason a finding can have. Other programs read the codes: they are stable.
 */
export const REASONS = {
  'root-without-mfa': { problem: 'has no MFA device: its password alone opens everything' },
  'root-has-access-key': { problem: 'has an access key' },
  'user-without-mfa': { problem: 'has no MFA device' },
  'root-was-used': {
    problem: 'was used lately',
    change: 'Was it not you? Change its password and delete its keys now',
  },
  'no-billing-metrics': { problem: 'has no billing metrics, so no billing alarm can ever fire' },
  'nobody-manages-budgets': {
    problem: 'has nobody but root who can manage budgets, as far as the AWS managed policies tell',
  },

  'no-security-contact': {
    problem: 'has no security contact: what AWS has to say of a stolen key goes to the root address alone',
  },
  'placeholder-contact': {
    problem: 'has a security contact whose address is a placeholder',
    change: 'Register an address that somebody reads',
  },

  'no-alarm': { problem: 'has no alarm on its charges', change: 'Create one' },
  'metric-of-other-account': {
    problem: 'reads the metric of another account',
    change: 'Take the AccountId of its metric query away',
  },
  'no-such-metric': {
    problem: 'watches a metric that has no data, so it can never fire',
    change:
      'Watch AWS/Billing EstimatedCharges with exactly the dimension Currency = USD, and see that billing alerts are on',
  },
  'one-service': {
    problem: 'watches the charges of one service, not of the account',
    change: 'Take the dimension ServiceName away',
  },
  'one-linked-account': {
    problem: 'watches the charges of another account',
    change:
      'Watch the total of this account: no dimension LinkedAccount, and no AccountId of another account',
  },
  'unit-matches-no-data': {
    problem: 'asks for a unit in which there is no data, so it can never fire',
    change: 'Take the unit away: EstimatedCharges has none',
  },
  'counts-data-points': {
    problem: 'counts how often there was data, not the charges',
    change: 'Use the statistic Maximum',
  },
  'less-than': {
    problem: 'fires when spend is low, not when it is high',
    change: 'Compare with "greater than"',
  },
  'never-fires': {
    problem: 'is never beyond its threshold, whatever is spent',
    change: 'Compare the charges themselves, with the statistic Maximum',
  },
  'fires-once': {
    problem: 'is in ALARM as long as anything is spent, and an alarm acts only when its state changes',
    change: 'Raise the threshold to an amount you want to be warned of',
  },
  'fires-anyway': {
    problem: 'goes off between readings of the charges, whether or not anything is spent',
    change: 'Treat missing data as missing, with a period of 6 hours',
  },
  'never-enough-data': {
    problem: 'never has enough data to go off: a new reading of the charges comes only every 4 to 8 hours',
    change: 'Use a period of 6 hours and 1 datapoint out of 1',
  },
  'misses-some-months': {
    problem: 'does not go off in every month that passes its amount',
    change: 'Compare the charges themselves, with the statistic Maximum',
  },
  'warns-too-late': {
    problem: 'warns more than a week after its amount is passed',
    change: 'Use a period of 6 hours and 1 datapoint out of 1',
  },
  'evaluation-error': {
    problem: 'cannot be evaluated, says AWS',
    change: 'Correct what the reason of its state names',
  },
  'warming-up': {
    problem: 'is silent until its warm-up period is over',
    change: 'Remove its warm-up configuration',
  },
  silent: {
    problem: 'has been without data for days, although its metric is listed',
    change:
      'Compare its metric and dimensions with those of EstimatedCharges, and see that billing alerts are on',
  },
  'stands-in-alarm': {
    problem:
      'has been in ALARM since before this month began, and says nothing more until it has been OK again',
    change: 'Raise its threshold above what every month costs, or clear what keeps it in ALARM',
  },
  'threshold-too-high': {
    problem: 'fires only above an amount that is of no use',
    change: 'Lower the threshold, or raise the parameter highest-threshold',
  },
  'actions-disabled': { problem: 'has its actions switched off', change: 'Enable its actions' },
  'no-action': { problem: 'tells nobody when it fires', change: 'Add an SNS topic to its alarm actions' },
  'no-alarm-action': {
    problem: 'acts when all is well or data is missing, but not when it fires',
    change: 'Add an SNS topic to the actions of the state ALARM',
  },

  'no-budget': { problem: 'has no budget', change: 'Create one' },
  'usage-not-cost': { problem: 'counts usage, not cost', change: 'Use a cost budget' },
  'utilization-not-cost': {
    problem: 'watches how reservations or savings plans are used, not cost',
    change: 'Use a cost budget',
  },
  'placeholder-tag': {
    problem: "counts only costs with the tag of the documentation's example, which is nothing",
    change: 'Remove the filter',
  },
  'tag-filter': { problem: 'counts only costs with certain tags', change: 'Remove the filter' },
  'service-filter': { problem: 'counts only certain services', change: 'Remove the filter' },
  'linked-account-filter': { problem: 'counts only certain accounts', change: 'Remove the filter' },
  'region-filter': { problem: 'counts only certain regions', change: 'Remove the filter' },
  'other-filter': { problem: 'counts only a part of the costs', change: 'Remove the filter' },
  'foreign-billing-view': {
    problem: "counts what a billing view shows, not the account's own costs",
    change: 'Use the primary billing view',
  },
  'no-cost-types': { problem: 'leaves every kind of cost out', change: 'Include some cost types' },
  'not-started': { problem: 'has not started yet', change: 'Let it start now' },
  expired: { problem: 'has ended', change: 'Give it a later end, or none' },
  unhealthy: { problem: 'is not being updated, says AWS', change: 'Mend what its health status names' },
  'limit-too-high': {
    problem: 'has a limit that is of no use',
    change: 'Lower the limit, or raise the parameter highest-threshold',
  },
  'no-notification': { problem: 'tells nobody', change: 'Add a notification' },
  'equal-to': {
    problem: 'tells only when spend hits an amount to the cent',
    change: 'Compare with "greater than"',
  },
  'above-100-percent': {
    problem: 'tells only when spend is above the limit already',
    change: 'Add a notification at or below 100 % of the limit',
  },
  'no-subscriber': {
    problem: 'has a notification with no recipient',
    change: 'Add the alert topic as a subscriber',
  },
  'placeholder-address': {
    problem: 'writes to an address that is a placeholder',
    change: 'Put a real address, or the alert topic, in its place',
  },

  'malformed-action': {
    problem: 'acts on something that is no ARN',
    change: 'Put the ARN of an SNS topic there',
  },
  'topic-in-other-region': {
    problem: 'sends to a topic in another region, where an alarm cannot send',
    change: 'Use a topic in us-east-1',
  },
  'no-such-topic': {
    problem: 'reaches nobody: there is no such topic',
    change: 'Create the topic, or name another',
  },
  'topic-refuses': {
    problem: 'reaches nobody: the access policy of the topic keeps it out',
    change: 'Allow the publisher in the access policy of the topic',
  },
  'topic-key-refuses': {
    problem:
      'reaches nobody: the topic is encrypted with the AWS managed key, which no alarm and no budget may use',
    change: 'Use a customer managed key that admits them, or no encryption',
  },
  'nobody-subscribed': {
    problem: 'reaches nobody: no subscription of the topic is confirmed',
    change: 'Open the mail "AWS Notification - Subscription Confirmation" and follow its link',
  },
  'action-failed': {
    problem: 'could not tell its topic when it last went off',
    change:
      'Repair what AWS names, and test it: aws cloudwatch set-alarm-state --state-value ALARM --state-reason test --alarm-name NAME',
  },
  muted: { problem: 'is silenced by a mute rule', change: 'Remove the mute rule, or wait for its end' },
} as const satisfies Record<string, Sentence>;

/** Why a finding is one. */
export type Reason = keyof typeof REASONS;

/** What is worth knowing of a guardrail that works. */
export const NOTES = {
  'daily-change-only': 'It watches the change within a day: spend that grows slowly never adds up',
  'missing-data-breaches':
    'It takes missing data for a breach, so it also fires when there is nothing to see',
  'period-shorter-than-data':
    'Its period is shorter than the 4 to 8 hours between two data points, so above its threshold it goes off anew with each',
  'other-amount': 'It fires at another amount than its threshold says',
  'false-alarms': 'It also goes off in a month that stays within its amount',
  'misses-late-leaks': 'Of a leak in the last days of a month it says nothing before the charges start anew',
  'warms-up': 'It is warming up, and silent until then',
  'in-alarm':
    'It has gone off: it says nothing more, to nobody who subscribed since, until it has been OK again',
  'past-unknown': 'Whether what it last sent was taken is unknown',
  'muted-at-times': 'A mute rule delays what it says',
  'insufficient-data': 'It is waiting for data',
  'threshold-far-above-budget': 'Its threshold is more than ten times the wanted budget',
  'credits-netted': 'Credits count against spend: it reads near 0 while credits last',
  'forecast-only': 'It warns by forecast only, which needs some five weeks of history',
  'ends-on-a-date': 'It ends on a date',
  'limit-follows-spend': 'Its limit follows past spend, so it grows along',
  'limit-far-above-budget': 'Its limit is more than ten times the wanted budget',
  'fires-at-once': 'It warns at 1 % of the limit or less, so nearly always',
  'unverified-address':
    'It writes to addresses directly: AWS does not tell whether they have been verified, and an unverified one gets nothing',
} as const satisfies Record<string, string>;

/** The code of a note. */
export type NoteCode = keyof typeof NOTES;

export interface Note {
  readonly note: NoteCode;
  /** Such as the date meant. */
  readonly detail?: string;
}

/** What a note says, of whatever guardrail. */
export function noteText({ note, detail }: Note): string {
  return `${NOTES[note]}${detail === undefined ? '' : ` (${detail})`}.`;
}

/** The sentence of a note about the guardrail of this name. */
export function noteSentence(name: string, note: Note): string {
  return `"${name}": ${noteText(note)}`;
}

/** The message of a finding without what to change. */
export function problemOf({
  reason,
  message,
}: {
  readonly reason: string;
  readonly message: string;
}): string {
  const sentence: Sentence | undefined = Object.entries(REASONS).find(([known]) => known === reason)?.[1];
  const change = sentence?.change === undefined ? '' : ` ${sentence.change}.`;
  return message.endsWith(change) ? message.slice(0, message.length - change.length) : message;
}
