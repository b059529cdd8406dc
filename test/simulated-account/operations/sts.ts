import type * as sts from '@aws-sdk/client-sts';
import type { AccountState } from '../state';

export function stsOperations(state: AccountState) {
  return {
    GetCallerIdentity: (_: sts.GetCallerIdentityCommandInput): sts.GetCallerIdentityResponse => ({
      Account: state.id,
      Arn: `arn:aws:sts::${state.id}:assumed-role/guardrail-auditor/audit`,
      UserId: 'AROAEXAMPLE:audit',
    }),
  };
}
