import type { Dependencies } from '../audit';
import { createClients } from '../aws';
import { REGION } from '../aws-names';
import { systemClock } from '../clock';
import { loadConfig } from '../config';
import { ConfigError } from '../settings';

/**
 * @throws ConfigError naming the variable, or the file and path
 */
export function productionDependencies(env: NodeJS.ProcessEnv): Dependencies {
  if (env['AWS_REGION'] !== undefined && env['AWS_REGION'] !== REGION) {
    throw new ConfigError(
      `AWS_REGION is ${env['AWS_REGION']}; the auditor runs in ${REGION}, because AWS publishes billing metrics nowhere else.`,
    );
  }
  return {
    clock: systemClock,
    config: loadConfig(env),
    createAws: () => createClients(systemClock),
    log: (text) => console.log(text),
  };
}
