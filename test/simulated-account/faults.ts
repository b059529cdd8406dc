import type { Fault } from '.';
import { awsError } from './errors';

/** What each service calls it, as the SDK has it; the others say AccessDeniedException. */
const DENIED: Readonly<Record<string, string>> = {
  iam: 'AccessDenied',
  sns: 'AuthorizationErrorException',
  sts: 'AccessDenied',
};

/** The caller lacks the permission. */
export const deny: Fault = ({ operation }) => {
  const [service = ''] = operation.split(':');
  const said = `User: arn:aws:sts::111122223333:assumed-role/guardrail-auditor/audit is not authorized to perform: ${operation}`;
  throw awsError(DENIED[service] ?? 'AccessDeniedException', said, 403);
};

/** The caller is throttled, however often it asks. */
export const throttle: Fault = () => {
  throw awsError('ThrottlingException', 'Rate exceeded');
};

/** The answer never comes. */
export const hang: Fault = (_call, _answer, clock) => clock.resting(() => new Promise<object>(() => {}));
