import { type Aws, AwsCallError } from '../../aws';
import { callerIdentity } from '../../gather/identity';
import { messageOf } from '../../text';

/** Why nothing can be asked of AWS; one sentence that says what to do. */
export class NoAccess extends Error {
  override name = 'NoAccess';
}

/** What to do about an answer to GetCallerIdentity, which takes no permission. Source: AWS STS, common errors. */
const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [
    /^CredentialsProviderError$/,
    'There are no AWS credentials here: run aws configure, or set AWS_PROFILE to one of your profiles.',
  ],
  [
    /^(ExpiredToken|TokenProviderError|TokenRefreshRequired|ExpiredTokenException)/,
    'The AWS credentials have expired: sign in again, such as with aws sso login, or make new ones.',
  ],
  [
    /^(InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient|InvalidSignature|AuthFailure|InvalidAccessKeyId)/,
    'AWS does not accept these credentials: run aws configure again, or set AWS_PROFILE to another profile.',
  ],
];

/**
 * The account of the current credentials.
 * @throws NoAccess without credentials that AWS accepts
 */
export async function accountOf(aws: Aws): Promise<string> {
  try {
    return (await callerIdentity(aws)).accountId;
  } catch (error) {
    const code = error instanceof AwsCallError ? error.code : '';
    const [, advice] = ADVICE.find(([pattern]) => pattern.test(code)) ?? [];
    throw new NoAccess(advice ?? messageOf(error));
  }
}
