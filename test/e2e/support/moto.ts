import { CREDENTIALS } from './surroundings';

/** moto's own. */
export const ACCOUNT = '123456789012';

/** Set by run.ts. */
export function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the e2e suite with npm run e2e.`);
  return value;
}

export const ENDPOINT = fromEnvironment('E2E_ENDPOINT');

/** What an SDK client needs to talk to moto. */
export const CLIENT = { endpoint: ENDPOINT, region: 'us-east-1', credentials: CREDENTIALS };

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
  if (!answer.ok) throw new Error(`moto answered ${answer.status} to ${name}.`);
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

/** Calls a service that the project has no SDK client for. moto does not check signatures; it reads the service there. */
export async function call(service: string, path: string, init: RequestInit = {}): Promise<string> {
  const scope = `Credential=${CREDENTIALS.accessKeyId}/20261123/us-east-1/${service}/aws4_request`;
  const answer = await fetch(`${ENDPOINT}${path}`, {
    ...init,
    headers: {
      ...init.headers,
      Authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none`,
    },
  });
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(`moto answered ${answer.status} to ${service} ${path}: ${text.slice(0, 500)}`);
  return text;
}

/** Calls an operation of a service that speaks AWS JSON 1.0 or 1.1. */
export async function callJson(service: string, target: string, input: object): Promise<unknown> {
  const headers = { 'X-Amz-Target': target, 'Content-Type': 'application/x-amz-json-1.0' };
  return JSON.parse(await call(service, '/', { method: 'POST', headers, body: JSON.stringify(input) }));
}
