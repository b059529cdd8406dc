import { type AlternateContact, GetAlternateContactCommand } from '@aws-sdk/client-account';
import { isAwsError } from '../aws';
import { defineGatherer } from './gatherer';

/** Whom AWS tells of a compromised key or an abuse report, besides root; `undefined` where nobody is registered. */
export const securityContact = defineGatherer({
  operation: 'account:GetAlternateContact',
  permissions: { 'account:GetAlternateContact': 'whom AWS tells of a compromised key' },
  async gather({ aws }): Promise<AlternateContact | undefined> {
    try {
      const { AlternateContact } = await aws.account.send(
        new GetAlternateContactCommand({ AlternateContactType: 'SECURITY' }),
      );
      if (AlternateContact === undefined) {
        throw new Error('account:GetAlternateContact answered without a contact: run it again later.');
      }
      return AlternateContact;
    } catch (error) {
      // Source: AWS Account Management API reference, GetAlternateContact, errors.
      if (isAwsError(error, 'ResourceNotFoundException')) {
        return undefined;
      }
      throw error;
    }
  },
});
