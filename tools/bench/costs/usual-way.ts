import {
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import pMap from 'p-map';
import { type Aws, isAwsError } from '../../../src/aws';
import { allPages } from '../../../src/gather/pages';

/** As many users at a time as the auditor looks at when it confirms what the credential report says. */
const AT_ONCE = 5;

/**
 * The usual way to learn who has no MFA: list the users and ask each for its MFA devices, password and keys. Made as
 * quick as it can be: the largest pages, and the three questions on a user at once.
 *
 * @returns the names of the users with a password and no MFA device
 */
export async function usersWithoutMfa({ iam }: Aws): Promise<readonly string[]> {
  const users = await allPages('iam:ListUsers', async (Marker) => {
    const page = await iam.send(new ListUsersCommand({ MaxItems: 1000, Marker }));
    return { items: page.Users, next: page.Marker };
  });
  const exposed = await pMap(
    users,
    async ({ UserName }) => {
      const [devices, password] = await Promise.all([
        iam.send(new ListMFADevicesCommand({ UserName })),
        iam.send(new GetLoginProfileCommand({ UserName })).catch(orNone),
        iam.send(new ListAccessKeysCommand({ UserName })),
      ]);
      return password !== undefined && devices.MFADevices?.length === 0 ? [UserName ?? ''] : [];
    },
    { concurrency: AT_ONCE },
  );
  return exposed.flat();
}

/** IAM answers with an error where a user has no password. */
function orNone(error: unknown): undefined {
  if (!isAwsError(error, 'NoSuchEntityException')) {
    throw error;
  }
}
