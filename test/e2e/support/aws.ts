import { AwsClient } from 'aws4fetch';
import { CREDENTIALS } from './surroundings';

/** Of both emulators. */
export const ACCOUNT = '123456789012';

/** Set by run.ts. */
export function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set: run the e2e suites with npm run e2e.`);
  }
  return value;
}

export const ENDPOINT = fromEnvironment('E2E_ENDPOINT');

/** What an SDK client needs to talk to the emulator. */
export const CLIENT = { endpoint: ENDPOINT, region: 'us-east-1', credentials: CREDENTIALS };

/** Calls a service that the project has no SDK client for. */
export async function call(service: string, path: string, init: RequestInit = {}): Promise<string> {
  const signing = new AwsClient({ ...CREDENTIALS, service, region: CLIENT.region, retries: 0 });
  const answer = await signing.fetch(`${ENDPOINT}${path}`, init);
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`The answer is ${answer.status} to ${service} ${path}: ${text.slice(0, 500)}`);
  }
  return text;
}

/** Calls an operation of a service that speaks AWS JSON 1.0 or 1.1. */
export async function callJson(service: string, target: string, input: object): Promise<unknown> {
  const headers = { 'X-Amz-Target': target, 'Content-Type': 'application/x-amz-json-1.0' };
  return JSON.parse(await call(service, '/', { method: 'POST', headers, body: JSON.stringify(input) }));
}
