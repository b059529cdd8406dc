import { AccountClient } from '@aws-sdk/client-account';
import { BudgetsClient } from '@aws-sdk/client-budgets';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import type { MiddlewareStack } from '@smithy/types';
import { REGION } from './aws-names';
import { type Clock, TimeIsUp, within } from './clock';
import { messageOf } from './text';

/** How long one operation may take, the SDK's retries included. */
const OPERATION_LIMIT_MS = 20_000;

/** The SDK clients the auditor uses, and how many operations were called through them. */
export interface Aws {
  readonly iam: IAMClient;
  readonly cloudwatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly budgets: BudgetsClient;
  readonly sns: (region?: string) => SNSClient;
  readonly sts: STSClient;
  readonly account: AccountClient;
  /** Operations called so far; a retried operation counts once, a further page counts again. */
  readonly calls: () => number;
}

/** An IAM action as policies name it, such as `iam:GetAccountSummary`. */
export type Permission = `${string}:${string}`;

/** Operations whose IAM action is not `service:Operation`. Source: Service Authorization Reference of AWS Budgets. */
const PERMISSION_OF_OPERATION: Record<string, Permission> = {
  'budgets:DescribeBudgets': 'budgets:ViewBudget',
  'budgets:DescribeBudgetNotificationsForAccount': 'budgets:ViewBudget',
  'budgets:DescribeSubscribersForNotification': 'budgets:ViewBudget',
  'budgets:CreateBudget': 'budgets:ModifyBudget',
  'budgets:UpdateBudget': 'budgets:ModifyBudget',
  'budgets:CreateNotification': 'budgets:ModifyBudget',
  'budgets:CreateSubscriber': 'budgets:ModifyBudget',
};

/** The IAM action that the operation needs. */
export function permissionFor(operation: Permission): Permission {
  return PERMISSION_OF_OPERATION[operation] ?? operation;
}

/** A call that did not give its answer. The message is for the person who reads the report. */
export class AwsCallError extends Error {
  override name = 'AwsCallError';

  constructor(
    /** Such as `iam:GetAccountSummary`. */
    readonly operation: Permission,
    /** AWS's name for the error, such as `AccessDeniedException`; `TimeIsUp` when no answer came. */
    readonly code: string,
    override readonly cause: unknown,
  ) {
    super(describeFault(operation, code, cause));
  }
}

/** Whether `error` is AWS answering with one of these error names. */
export function isAwsError(error: unknown, ...codes: string[]): error is AwsCallError {
  return error instanceof AwsCallError && codes.includes(error.code);
}

const DENIED = /^(AccessDenied|AuthorizationError|UnauthorizedOperation|NotAuthorized)/;
const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded)/;

/** AWS gives some errors no message, and the SDK puts `Unknown` or `UnknownError` in its place. */
const NO_MESSAGE = /^\s*$|^Unknown(Error)?$/i;

function describeFault(operation: Permission, code: string, cause: unknown): string {
  const said = messageOf(cause);
  const saidNothing = NO_MESSAGE.test(said);
  const why = saidNothing ? '' : ` AWS said: ${said}`;
  if (DENIED.test(code)) {
    return `${operation} was denied: allow ${missingPermission(said) ?? permissionFor(operation)} (or look for an organization policy that denies it).${why}`;
  }
  if (THROTTLED.test(code)) {
    return `${operation} was throttled (${code}): run it again later.${why}`;
  }
  if (code === TimeIsUp.name) {
    return `${operation} ${said}: run it again later.`;
  }
  if (saidNothing) {
    return `${operation} failed (${code}); AWS did not say why: run it again later.`;
  }
  const faulty = `${operation} failed (${code}): ${said}`;
  return isPassing(cause) ? `${faulty.replace(/\.$/, '')}: run it again later.` : faulty;
}

/**
 * The IAM action that AWS says it misses: creating something with tags asks for a second one besides the operation's.
 * Some services write their name in capitals.
 */
function missingPermission(said: string): Permission | undefined {
  const [, service, action] = /not authorized to perform: ([\w-]+):(\w+)/i.exec(said) ?? [];
  return service && action ? permissionFor(`${service.toLowerCase()}:${action}`) : undefined;
}

/** A fault of AWS's own or of the network, as the SDK marks them: nothing to mend, and likely to pass. */
function isPassing(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) {
    return false;
  }
  if ('$fault' in cause && cause.$fault === 'server') {
    return true;
  }
  return 'code' in cause && typeof cause.code === 'string' && /^E[A-Z_]+$/.test(cause.code);
}

/** AWS's own number for a request; `none` where no answer came. */
function requestIdOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('$metadata' in cause)) {
    return 'none';
  }
  const metadata = cause.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('requestId' in metadata)) {
    return 'none';
  }
  return String(metadata.requestId);
}

/** What the simulated account needs to stand in for AWS: everything else stays as in production. */
export interface Simulation {
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
  /** Called once with each client's middleware, before its first use. */
  readonly install: <I extends object, O extends object>(
    stack: MiddlewareStack<I, O>,
    service: string,
    region: string,
  ) => void;
}

/** What clients are made with. */
export interface Connection {
  readonly clock: Clock;
  readonly simulation?: Simulation;
  /** Told of each call that failed, with AWS's request id: what AWS Support asks for, and no reader of a report. */
  readonly log?: (text: string) => void;
}

/**
 * Makes the SDK clients: the only place that does. Every failed call surfaces as an {@link AwsCallError}, and no
 * call outlasts {@link OPERATION_LIMIT_MS}, whatever the network does.
 */
export function createClients({ clock, simulation, log }: Connection): Aws {
  let calls = 0;

  function prepared<I extends object, O extends object, C extends { middlewareStack: MiddlewareStack<I, O> }>(
    service: string,
    client: C & { middlewareStack: MiddlewareStack<I, O> },
    region: string = REGION,
  ): C {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        calls += 1;
        const operation: Permission = `${service}:${String(context.commandName).replace(/Command$/, '')}`;
        try {
          const limit = `gave no answer within ${OPERATION_LIMIT_MS / 1000} s`;
          return await within(next(args), OPERATION_LIMIT_MS, clock, limit);
        } catch (error) {
          const fault = new AwsCallError(
            operation,
            error instanceof Error ? error.name : 'UnknownError',
            error,
          );
          log?.(`${operation} failed: ${fault.code}, request id ${requestIdOf(error)}`);
          throw fault;
        }
      },
      { step: 'initialize', priority: 'high', name: 'guardrailAuditorFaults' },
    );
    simulation?.install(client.middlewareStack, service, region);
    return client;
  }

  const common = {
    region: REGION,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 6_000, throwOnRequestTimeout: true },
    ...(simulation && { credentials: simulation.credentials }),
  };
  const topics = new Map<string, SNSClient>();
  return {
    iam: prepared('iam', new IAMClient(common)),
    cloudwatch: prepared('cloudwatch', new CloudWatchClient(common)),
    logs: prepared('logs', new CloudWatchLogsClient(common)),
    budgets: prepared('budgets', new BudgetsClient(common)),
    sts: prepared('sts', new STSClient(common)),
    account: prepared('account', new AccountClient(common)),
    // A budget may publish to a topic of any region; SNS answers only in the topic's own.
    sns: (region = REGION) => {
      const client = topics.get(region) ?? prepared('sns', new SNSClient({ ...common, region }), region);
      topics.set(region, client);
      return client;
    },
    calls: () => calls,
  };
}
