import type * as account from '@aws-sdk/client-account';
import { awsError } from '../errors';
import type { AccountState } from '../state';

export function accountOperations(state: AccountState) {
  return {
    GetAlternateContact: ({
      AlternateContactType,
    }: account.GetAlternateContactCommandInput): account.GetAlternateContactResponse => {
      if (AlternateContactType === 'SECURITY' && state.securityContact) {
        return { AlternateContact: state.securityContact };
      }
      throw awsError('ResourceNotFoundException', 'No contact of the inputted alternate contact type found.');
    },
  };
}
