import { alertTopic } from './alert-topic';
import { billingAlarm } from './billing-alarm';
import { billingMetrics } from './billing-metrics';
import { budget } from './budget';
import { budgetAccess } from './budget-access';
import type { Check } from './check';
import { rootAccessKey } from './root-access-key';
import { rootMfa } from './root-mfa';
import { rootUsage } from './root-usage';
import { securityContact } from './security-contact';
import { userMfa } from './user-mfa';

/** Every check, in the order of the report within a severity. */
export const CHECKS: readonly Check[] = [
  rootMfa,
  rootAccessKey,
  userMfa,
  alertTopic,
  billingMetrics,
  billingAlarm,
  budget,
  rootUsage,
  budgetAccess,
  securityContact,
];
