import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CLIENT, call, callJson } from '../support/aws';

export type FunctionName = 'audit' | 'remediate';

const nameOf = (name: FunctionName) => `guardrail-auditor-prod-${name}`;

/** What a function returned, or the error it ended with. */
export async function invokeFunction(name: FunctionName, event: object = {}): Promise<unknown> {
  return JSON.parse(await callLambda(`${nameOf(name)}/invocations`, event));
}

/** Runs a function as a schedule or a rule does: Lambda answers at once, tries again and hands on. */
export async function invokeAsynchronously(name: FunctionName): Promise<void> {
  await callLambda(`${nameOf(name)}/invocations`, {}, { 'X-Amz-Invocation-Type': 'Event' });
}

/** Changes a setting of a deployed function; returns how to put back what was there. */
export async function changeSetting(name: FunctionName, variable: string, value: string) {
  const path = `/2015-03-31/functions/${nameOf(name)}/configuration`;
  const { Environment } = JSON.parse(await call('lambda', path)) as {
    Environment: { Variables: Record<string, string> };
  };
  const put = (Variables: Record<string, string>) =>
    call('lambda', path, { method: 'PUT', body: JSON.stringify({ Environment: { Variables } }) });
  await put({ ...Environment.Variables, [variable]: value });
  return () => put(Environment.Variables);
}

function callLambda(path: string, event: object, headers: Record<string, string> = {}): Promise<string> {
  return call('lambda', `/2015-03-31/functions/${path}`, {
    method: 'POST',
    body: JSON.stringify(event),
    headers,
  });
}

const logs = new CloudWatchLogsClient(CLIENT);

/** The lines in a function's log with this text, oldest first. */
export async function logged(name: FunctionName, text: string): Promise<readonly string[]> {
  const group = { logGroupName: `/aws/lambda/${nameOf(name)}` };
  const { events = [] } = await logs.send(new FilterLogEventsCommand(group));
  return events.map(({ message = '' }) => message).filter((message) => message.includes(text));
}

/** The user agents of the calls that were made with a role's temporary credentials, as only the functions have them. */
export async function userAgents(): Promise<readonly string[]> {
  const agents: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = (await callJson(
      'cloudtrail',
      'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents',
      { MaxResults: 50, NextToken },
    )) as { Events: { CloudTrailEvent: string }[]; NextToken?: string };
    for (const { CloudTrailEvent } of page.Events) {
      const { userAgent, userIdentity } = JSON.parse(CloudTrailEvent);
      if (userIdentity.accessKeyId.startsWith('ASIA')) {
        agents.push(userAgent);
      }
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return agents;
}
