import { type Aws, createClients } from '../aws';
import { REGION } from '../aws-names';
import { type Clock, systemClock } from '../clock';
import { type Config, loadConfig } from '../config';
import type { Surroundings } from '../gather/gatherer';
import { ConfigError } from '../settings';

/** What a handler works with; production's stands here, tests and the demo bring the simulated account. */
export interface Dependencies {
  readonly clock: Clock;
  readonly config: Config;
  readonly createAws: () => Aws;
  readonly log: (text: string) => void;
}

/** The part of Lambda's context that the handlers use. */
export interface Invocation {
  /** Names the account even when AWS does not tell it; `serverless invoke local` leaves it out. */
  readonly invokedFunctionArn?: string;
  readonly logGroupName?: string;
  getRemainingTimeInMillis(): number;
}

/**
 * @throws ConfigError naming the variable, or the file and path
 */
export function productionDependencies(env: NodeJS.ProcessEnv): Dependencies {
  if (env['AWS_REGION'] !== undefined && env['AWS_REGION'] !== REGION) {
    throw new ConfigError(
      `AWS_REGION is ${env['AWS_REGION']}; the auditor runs in ${REGION}, because AWS publishes billing metrics nowhere else.`,
    );
  }
  const log = (text: string) => console.log(text);
  return {
    clock: systemClock,
    config: loadConfig(env),
    createAws: () => createClients({ clock: systemClock, log }),
    log,
  };
}

/**
 * What a function gathers in.
 * @param reserveMs how much of its time limit is kept for what comes after gathering
 */
export function surroundingsOf(
  { clock, createAws, log }: Pick<Dependencies, 'clock' | 'createAws' | 'log'>,
  invocation: Invocation,
  reserveMs: number,
): Surroundings {
  const left = Math.max(0, invocation.getRemainingTimeInMillis() - reserveMs);
  const [, , , , account] = invocation.invokedFunctionArn?.split(':') ?? [];
  return {
    aws: createAws(),
    clock,
    accountId: account || undefined,
    logGroupName: invocation.logGroupName,
    deadline: new Date(clock.now().getTime() + left),
    log,
  };
}
