import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmHistory } from '../gather/alarm-history';
import type { Result } from '../gather/result';
import { day } from '../text';
import { broken, type Outcome } from './outcome';

type Works = Extract<Outcome, { status: 'works' }>;

/**
 * What an alarm's past says of one that works by all that is known: where CloudWatch last failed to tell every topic of
 * it, it does not; where it told one, that is proof. A past that cannot be read says nothing either way, and that is
 * noted.
 */
export function provenBy(history: Result<AlarmHistory>, alarm: MetricAlarm, works: Works): Outcome {
  const { AlarmName: name = '', AlarmActions = [], AlarmConfigurationUpdatedTimestamp: changed } = alarm;
  const past = history.ok ? history.value.get(name) : history;
  if (past === undefined) {
    return works;
  }
  if (!past.ok) {
    return { ...works, notes: [...works.notes, { note: 'past-unknown', detail: past.error }] };
  }
  // A failure before somebody changed the alarm is of another alarm.
  const runs = past.value.filter(
    ({ action, at, succeeded }) =>
      isTopic(action) &&
      AlarmActions.includes(action) &&
      (succeeded || changed === undefined || at > changed),
  );
  const success = runs.find(({ succeeded }) => succeeded);
  if (success) {
    return { ...works, acted: success.at };
  }
  const [failure] = runs;
  const topics = new Set(AlarmActions.filter(isTopic));
  if (!failure || runs.length < topics.size) {
    return works;
  }
  return broken('action-failed', `on ${day(failure.at)}: ${failure.said}`, failure.at);
}

function isTopic(arn: string): boolean {
  return arn.split(':')[2] === 'sns';
}
