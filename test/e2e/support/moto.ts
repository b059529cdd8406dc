import { ENDPOINT } from './aws';

/** A request as it passed over the wire; see additions/wire.py. */
export interface Recorded {
  /** As the request was signed for: `monitoring`, `sns`, … */
  readonly service: string;
  readonly operation: string;
  readonly agent: string;
  readonly body: string;
  readonly status: number;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** In a confirmation mail, of its link. */
  readonly token?: string;
}

async function askPrivately(name: string, said?: object): Promise<unknown> {
  const answer = await fetch(`${ENDPOINT}/moto-api/${name}`, {
    method: 'POST',
    ...(said && { body: JSON.stringify(said) }),
  });
  if (!answer.ok) {
    throw new Error(`moto answered ${answer.status} to ${name}.`);
  }
  return answer.json();
}

/** Back to an empty account. What was recorded stays. */
export async function reset(): Promise<void> {
  await askPrivately('reset');
}

export async function recorded(): Promise<readonly Recorded[]> {
  return (await askPrivately('e2e/requests')) as Recorded[];
}

/** What came in while `act` ran. */
export async function recordedDuring(act: () => Promise<unknown>): Promise<readonly Recorded[]> {
  const before = (await recorded()).length;
  await act();
  return (await recorded()).slice(before);
}

/** What lies in anybody's mailbox, oldest first. */
export async function mails(): Promise<readonly Mail[]> {
  return (await askPrivately('e2e/mails')) as Mail[];
}

/** What the root user does to itself. */
export async function rootUser(state: {
  readonly mfa?: boolean;
  readonly accessKeys?: boolean[];
}): Promise<void> {
  await askPrivately('e2e/root', state);
}

/** As if these hours had passed since IAM made the credential report. */
export async function ageCredentialReport(hours: number): Promise<void> {
  await askPrivately('e2e/age-credential-report', { hours });
}

/** Makes as many users, each with a password and an active key; this share of them has no MFA. There are no others then. */
export async function makeUsers(count: number, shareWithoutMfa: number): Promise<void> {
  await askPrivately('e2e/users', { count, without: Math.round(count * shareWithoutMfa) });
}
