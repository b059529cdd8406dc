import { type Config, loadConfig } from '../../src/config';
import type { Surroundings } from '../../src/gather/gatherer';
import { audit } from '../../src/handlers/audit';
import type { Dependencies, Invocation } from '../../src/handlers/dependencies';
import { parseAuditEvent, parseRemediateEvent, type RemediateResult } from '../../src/handlers/events';
import { remediate } from '../../src/handlers/remediate';
import type { Report } from '../../src/report/contract';
import type { Exception } from '../../src/report/exceptions-file';
import type { SimulatedAccount } from '.';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:guardrail-auditor-prod-audit';

/** The log group of audit. What remediate logs goes there too, which no test minds. */
export const LOG_GROUP = '/aws/lambda/guardrail-auditor-prod-audit';

/** The time limit of the functions in serverless.yml. */
export const FUNCTION_TIMEOUT_MS = 120_000;

/** The settings of a deployment that gave nothing but an e-mail address. */
export function simulatedConfig(env: Record<string, string> = {}): Config {
  return loadConfig({ ALERT_EMAILS: 'you@company.com', ...env });
}

/** What the functions gather in. */
export function surroundings(account: SimulatedAccount, changes: Partial<Surroundings> = {}): Surroundings {
  const { clock } = account;
  const deadline = new Date(clock.now().getTime() + FUNCTION_TIMEOUT_MS);
  return { aws: account.clients(), clock, deadline, ...changes };
}

/** The functions as deployed to a simulated account. */
export interface Deployment {
  readonly logs: string[];
  audit(event?: unknown): Promise<Report>;
  remediate(event?: unknown): Promise<RemediateResult>;
  /** The daily chain: remediates, and hands what that returned on to the audit, as the Lambda destination does. */
  daily(): Promise<Report>;
}

export function deployTo(
  account: SimulatedAccount,
  config: Config = simulatedConfig(),
  {
    exceptions = [],
    invokedFunctionArn = FUNCTION_ARN,
  }: { readonly exceptions?: readonly Exception[]; readonly invokedFunctionArn?: string } = {},
): Deployment {
  const logs: string[] = [];
  const dependencies: Dependencies = {
    clock: account.clock,
    config,
    createAws: () => account.clients(),
    log(text) {
      logs.push(text);
      const timestamp = account.clock.now();
      account.state.logGroups[LOG_GROUP] ??= [];
      account.state.logGroups[LOG_GROUP].push({
        timestamp: timestamp.getTime(),
        // What Lambda puts before it. Source: Lambda Developer Guide, Node.js logging.
        message: `${timestamp.toISOString()}\t00000000-0000-4000-8000-000000000000\tINFO\t${text}`,
      });
    },
  };
  const invoke = <R>(run: (invocation: Invocation) => Promise<R>) => {
    const end = account.clock.now().getTime() + FUNCTION_TIMEOUT_MS;
    return run({
      invokedFunctionArn,
      logGroupName: LOG_GROUP,
      getRemainingTimeInMillis: () => end - account.clock.now().getTime(),
    });
  };
  const deployment: Deployment = {
    logs,
    audit: async (event = {}) =>
      invoke((invocation) => audit(parseAuditEvent(event), invocation, { ...dependencies, exceptions })),
    remediate: async (event = {}) =>
      invoke((invocation) => remediate(parseRemediateEvent(event), invocation, dependencies)),
    async daily() {
      const responsePayload = await deployment.remediate();
      return deployment.audit(destinationRecord(responsePayload));
    },
  };
  return deployment;
}

/** What a Lambda destination sends. Source: Lambda Developer Guide, "Adding a destination". */
export function destinationRecord(responsePayload: unknown, condition = 'Success'): object {
  return {
    version: '1.0',
    timestamp: '2026-11-23T06:00:09.000Z',
    requestContext: {
      requestId: '00000000-0000-4000-8000-000000000000',
      functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:guardrail-auditor-prod-remediate:$LATEST',
      condition,
      approximateInvokeCount: condition === 'Success' ? 1 : 3,
    },
    requestPayload: {},
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(condition !== 'Success' && { functionError: 'Unhandled' }),
    },
    responsePayload,
  };
}
