import type { HttpRequest } from '@smithy/types';
import { type Aws, createClients, type Simulation } from '../../../src/aws';
import type { SimulatedClock } from '../../../test/simulated-account/clock';

/**
 * The auditor's own clients, with all they do to a request and an answer, speaking to a server on 127.0.0.1 instead
 * of AWS. While a call is under way the clock stands still; the waits between calls take no time.
 */
export function awsPlayedOn(port: number, clock: SimulatedClock): Aws {
  const simulation: Simulation = {
    credentials: {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
    install(stack) {
      stack.add((next) => (args) => clock.working(() => next(args)), {
        step: 'initialize',
        priority: 'low',
        name: 'playedTime',
      });
      stack.add(
        (next) => (args) => {
          if (isHttpRequest(args.request)) {
            Object.assign(args.request, { protocol: 'http:', hostname: '127.0.0.1', port, path: '/' });
          }
          return next(args);
        },
        { step: 'build', priority: 'high', name: 'playedAddress' },
      );
    },
  };
  return createClients({ clock, simulation });
}

function isHttpRequest(request: unknown): request is HttpRequest {
  return typeof request === 'object' && request !== null && 'hostname' in request;
}
