import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:guardrail-auditor-prod-audit';

interface Invocation {
  readonly event: object;
  readonly deadline: number;
  readonly settle: { resolve(result: unknown): void; reject(error: Error): void };
}

/** A stand-in for Lambda's Runtime API, which a function's process asks for its events. Source: Lambda Developer Guide, "Using the Lambda runtime API". */
export async function startRuntimeApi(timeoutSeconds: number) {
  const waiting: ServerResponse[] = [];
  const queued: Invocation[] = [];
  const running = new Map<string, Invocation>();

  function handOut(): void {
    const invocation = queued[0];
    const to = invocation && waiting.shift();
    if (!to) {
      return;
    }
    queued.shift();
    const id = randomUUID();
    running.set(id, invocation);
    to.writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': id,
      'Lambda-Runtime-Deadline-Ms': String(invocation.deadline),
      'Lambda-Runtime-Invoked-Function-Arn': FUNCTION_ARN,
    }).end(JSON.stringify(invocation.event));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, , , what, id = '', outcome] = (request.url ?? '').split('/');
    if (what === 'invocation' && id === 'next') {
      waiting.push(response);
      return handOut();
    }
    const said = await json(request);
    response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}');
    if (what === 'invocation' && outcome === 'response') {
      running.get(id)?.settle.resolve(said);
    }
    const error = new Error(`The function failed: ${JSON.stringify(said)}`);
    if (what === 'init') {
      for (const { settle } of queued) {
        settle.reject(error);
      }
    }
    if (outcome === 'error') {
      running.get(id)?.settle.reject(error);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Hands the event to the function and returns what that answers. */
    invoke: (event: object) =>
      new Promise<unknown>((resolve, reject) => {
        queued.push({ event, deadline: Date.now() + timeoutSeconds * 1000, settle: { resolve, reject } });
        handOut();
      }),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
