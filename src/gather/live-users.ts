import {
  type AccessKeyMetadata,
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  type MFADevice,
} from '@aws-sdk/client-iam';
import pMap from 'p-map';
import { type Aws, isAwsError } from '../aws';
import { credentialReport } from './credential-report';
import { defineGatherer } from './gatherer';
import { allPages } from './pages';
import type { Questions } from './questions';
import { type Result, settle } from './result';

/** A user as IAM sees it at this moment. A user who no longer exists has nothing. */
export interface LiveUser {
  readonly mfaDevices: number;
  readonly hasPassword: boolean;
  readonly activeKeys: number;
}

/** At most this many users are looked at; the mail says "as of" the report's time for the rest. */
export const MOST_LIVE_USERS = 200;

const AT_ONCE = 5;
const GONE = ['NoSuchEntityException', 'NoSuchEntity'];

/** A look takes at most two operations one after the other, each with a limit of 20 s. */
const LONGEST_LOOK_MS = 40_000;

/**
 * The users to look at once more, as they are now, by name: the credential report may be four hours old. No look begins that might
 * not end before the deadline; the users left are not in the map.
 */
export const liveUsers = defineGatherer({
  operation: 'iam:ListMFADevices',
  permissions: {
    'iam:ListMFADevices': 'look again at a user whom an older list accuses',
    'iam:GetLoginProfile': 'likewise: whether the user still has a password',
    'iam:ListAccessKeys': 'likewise: whether the user still has an active key',
  },
  needs: { report: credentialReport },
  async gather({ aws, clock, deadline }, { report }, { usersToConfirm }: Pick<Questions, 'usersToConfirm'>) {
    const lastBegin = deadline.getTime() - LONGEST_LOOK_MS;
    const looked = new Map<string, Result<LiveUser>>();
    const names = usersToConfirm(report);
    await pMap(
      names.slice(0, MOST_LIVE_USERS),
      async (name) => {
        if (clock.now().getTime() < lastBegin) {
          looked.set(name, await settle(lookAt(aws, name)));
        }
      },
      { concurrency: AT_ONCE },
    );
    return looked;
  },
});

async function lookAt(aws: Aws, UserName: string): Promise<LiveUser> {
  const devices = await orNothing(() => listMfaDevices(aws, UserName));
  if (devices === undefined) {
    return { mfaDevices: 0, hasPassword: false, activeKeys: 0 };
  }
  if (devices.length > 0) {
    return { mfaDevices: devices.length, hasPassword: true, activeKeys: 0 };
  }
  const [password, keys] = await Promise.all([
    orNothing(() => aws.iam.send(new GetLoginProfileCommand({ UserName }))),
    orNothing(() => listAccessKeys(aws, UserName)),
  ]);
  return {
    mfaDevices: 0,
    // A user without keys has an empty list of them: one who has none is gone, by now at least.
    hasPassword: password !== undefined && keys !== undefined,
    activeKeys: keys?.filter((key) => key.Status === 'Active').length ?? 0,
  };
}

function listMfaDevices(aws: Aws, UserName: string): Promise<MFADevice[]> {
  const operation = 'iam:ListMFADevices';
  return allPages(operation, async (Marker) => {
    const page = await aws.iam.send(new ListMFADevicesCommand({ UserName, Marker }));
    return { items: present(operation, page.MFADevices), next: page.Marker };
  });
}

function listAccessKeys(aws: Aws, UserName: string): Promise<AccessKeyMetadata[]> {
  const operation = 'iam:ListAccessKeys';
  return allPages(operation, async (Marker) => {
    const page = await aws.iam.send(new ListAccessKeysCommand({ UserName, Marker }));
    return { items: present(operation, page.AccessKeyMetadata), next: page.Marker };
  });
}

/** IAM always answers with these lists, empty or not; an absent one would clear a user for want of an answer. */
function present<T>(operation: string, list: readonly T[] | undefined): readonly T[] {
  if (list === undefined) {
    throw new Error(`${operation} answered without its list: run it again later.`);
  }
  return list;
}

async function orNothing<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isAwsError(error, ...GONE)) {
      return undefined;
    }
    throw error;
  }
}
