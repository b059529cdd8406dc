import { GetLoginProfileCommand, ListAccessKeysCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import pMap from 'p-map';
import { type Aws, isAwsError } from '../aws';
import type { Gatherer, Surroundings } from './gatherer';
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
 * The given users as they are now, by name: the credential report may be four hours old. No look begins that might
 * not end before the deadline; the users left are not in the map.
 */
export const liveUsers: Gatherer<[Surroundings, readonly string[]], ReadonlyMap<string, Result<LiveUser>>> = {
  permissions: ['iam:ListMFADevices', 'iam:GetLoginProfile', 'iam:ListAccessKeys'],
  async gather({ aws, clock, deadline }, names) {
    const lastBegin = deadline.getTime() - LONGEST_LOOK_MS;
    const looked = new Map<string, Result<LiveUser>>();
    await pMap(
      names.slice(0, MOST_LIVE_USERS),
      async (name) => {
        if (clock.now().getTime() < lastBegin) looked.set(name, await settle(lookAt(aws, name)));
      },
      { concurrency: AT_ONCE },
    );
    return looked;
  },
};

async function lookAt(aws: Aws, UserName: string): Promise<LiveUser> {
  const mfaDevices = await orNothing(async () => {
    const { MFADevices } = await aws.iam.send(new ListMFADevicesCommand({ UserName }));
    return MFADevices?.length ?? 0;
  });
  if (mfaDevices === undefined) return { mfaDevices: 0, hasPassword: false, activeKeys: 0 };
  if (mfaDevices > 0) return { mfaDevices, hasPassword: true, activeKeys: 0 };
  const [password, keys] = await Promise.all([
    orNothing(() => aws.iam.send(new GetLoginProfileCommand({ UserName }))),
    orNothing(() => aws.iam.send(new ListAccessKeysCommand({ UserName }))),
  ]);
  return {
    mfaDevices,
    hasPassword: password !== undefined,
    activeKeys: keys?.AccessKeyMetadata?.filter((key) => key.Status === 'Active').length ?? 0,
  };
}

async function orNothing<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isAwsError(error, ...GONE)) return undefined;
    throw error;
  }
}
