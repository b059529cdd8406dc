import type { Fault } from '.';
import { awsError } from './errors';

/** The caller lacks the permission. */
export const deny: Fault = ({ operation }) => {
  throw awsError('AccessDeniedException', `User is not authorized to perform: ${operation}`, 403);
};

/** The caller is throttled, however often it asks. */
export const throttle: Fault = () => {
  throw awsError('ThrottlingException', 'Rate exceeded');
};

/** The answer never comes. */
export const hang: Fault = (_call, _answer, clock) => clock.resting(() => new Promise<object>(() => {}));
