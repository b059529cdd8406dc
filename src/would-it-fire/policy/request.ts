/** What is known of a condition key in a request. */
export type Fact =
  /** Sent with this value. */
  | { readonly is: string }
  /** Never sent with such a request. */
  | 'absent'
  /** Sent, but with which value is unknown. */
  | 'present'
  /** Whether it is sent is unknown too. */
  | 'unknown';

/** Who asks. */
export type Principal =
  | { readonly kind: 'service' /** Such as `cloudwatch.amazonaws.com`. */; readonly service: string }
  /** A role or a user of an account; without an ARN, which one is unknown. */
  | { readonly kind: 'identity'; readonly accountId: string; readonly arn: string | undefined };

/** One request, as a policy sees it. */
export interface PolicyRequest {
  readonly principal: Principal;
  /** Such as `sns:Publish`. */
  readonly action: string;
  /** The ARN of what the policy belongs to. */
  readonly resource: string;
  /** @param key in lower case: the names of condition keys are not case-sensitive */
  fact(key: string): Fact;
}

type Facts = Readonly<Record<string, Fact>>;

/** Looks a key up; of `aws:principaltag/team` the table has `aws:principaltag/`. What is in no table is unknown. */
export function factsOf(...tables: readonly Facts[]): (key: string) => Fact {
  const known = new Map(tables.flatMap((table) => Object.entries(table)));
  return (key) => known.get(key) ?? known.get(key.slice(0, key.indexOf('/') + 1)) ?? 'unknown';
}

/**
 * What AWS says of every request that an AWS service makes as itself, without anybody's credentials.
 *
 * Source: IAM User Guide, "AWS global condition context keys", the availability of each key. Left out, and so
 * unknown, is what that page does not say of service principals: aws:PrincipalArn, aws:PrincipalAccount,
 * aws:PrincipalType, aws:userid, aws:MultiFactorAuthPresent, aws:SourceIp, aws:SourceVpc, aws:SourceVpce,
 * aws:VpcSourceIp, aws:ViaAWSService, aws:CalledVia, aws:UserAgent, aws:Referer; and what depends on the
 * organization of the account, of which nothing is asked: aws:SourceOrgID, aws:SourceOrgPaths, aws:ResourceOrgID,
 * aws:ResourceOrgPaths.
 */
export const OF_SERVICES: Facts = {
  'aws:principalisawsservice': { is: 'true' },
  // A service principal is in no organization, has no tags, no user name, and did not sign in.
  'aws:principalorgid': 'absent',
  'aws:principalorgpaths': 'absent',
  'aws:principaltag/': 'absent',
  'aws:username': 'absent',
  'aws:federatedprovider': 'absent',
  'aws:multifactorauthage': 'absent',
  'aws:ec2instancesourcevpc': 'absent',
  'aws:ec2instancesourceprivateipv4': 'absent',
};

/** What a role or a user never sends: whom a service acts for, and which one it is. */
export const OF_IDENTITIES: Facts = {
  'aws:principalisawsservice': { is: 'false' },
  'aws:principalservicename': 'absent',
  'aws:principalservicenameslist': 'absent',
  'aws:sourceaccount': 'absent',
  'aws:sourcearn': 'absent',
  'aws:sourceorgid': 'absent',
  'aws:sourceorgpaths': 'absent',
  // The functions are in no VPC. Source: Lambda Developer Guide, "Giving Lambda functions access to resources in a VPC".
  'aws:sourcevpc': 'absent',
  'aws:sourcevpce': 'absent',
  'aws:vpcsourceip': 'absent',
};

/** What every request to SNS or KMS says, whoever sends it. Source: as above; services and SDKs call by HTTPS. */
export const OF_EVERYBODY: Facts = {
  'aws:securetransport': { is: 'true' },
  'aws:currenttime': 'present',
  'aws:epochtime': 'present',
};

/**
 * What no Publish says: these belong to Subscribe and to changes of tags. Source: Service Authorization Reference,
 * "Actions, resources, and condition keys for Amazon SNS".
 */
export const OF_PUBLISHING: Facts = {
  'sns:endpoint': 'absent',
  'sns:protocol': 'absent',
  'aws:requesttag/': 'absent',
  'aws:tagkeys': 'absent',
};
