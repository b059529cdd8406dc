import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Answer, Answers, RecordedError } from './answers';
import { escaped, jsonBody, type Operation, operationOf, xmlBody } from './wire';

interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A server on 127.0.0.1 that gives recorded answers, each in the protocol in which it was asked. */
export interface AnswerServer {
  readonly port: number;
  /** From now on answers with these, from their beginning. */
  play(answers: Answers): void;
  close(): Promise<void>;
}

export async function startAnswerServer(): Promise<AnswerServer> {
  let left = new Map<string, Answer[]>();

  function next(operation: Operation): Answer {
    const name = `${operation.service}:${operation.name}`;
    const queue = left.get(name) ?? [];
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    return (
      answer ?? { error: { code: 'NotRecorded', message: `There is no recording of ${name}.`, status: 400 } }
    );
  }

  const server = createServer((request, response) => {
    void respond(request, next)
      .catch((error: unknown): Response => ({ status: 400, headers: {}, body: String(error) }))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('The server has no port.');
  }
  return {
    port: address.port,
    play(answers) {
      left = new Map(Object.entries(answers).map(([operation, queue]) => [operation, [...queue]]));
    },
    async close() {
      server.close();
      // The clients keep theirs open.
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function respond(request: IncomingMessage, next: (operation: Operation) => Answer): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  // Credential=<key>/<date>/<region>/<service>/aws4_request. Source: Signature Version 4.
  const signingName = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(
    request.headers.authorization ?? '',
  )?.[1];
  const target = header(request, 'x-amz-target');
  const name = target?.split('.').at(-1) ?? new URLSearchParams(String(Buffer.concat(chunks))).get('Action');
  const operation = operationOf(signingName ?? '', name ?? '');
  const answer = next(operation);
  if ('raw' in answer) {
    const headers = { 'content-type': answer.type };
    return { status: answer.status, headers, body: Buffer.from(answer.raw, 'base64') };
  }
  if (target === undefined) {
    const headers = { 'content-type': 'text/xml' };
    if ('error' in answer) {
      return { status: answer.error.status, headers, body: xmlError(answer.error) };
    }
    return { status: 200, headers, body: xmlBody(operation, answer.output) };
  }
  const headers = { 'content-type': header(request, 'content-type') ?? 'application/x-amz-json-1.0' };
  if ('error' in answer) {
    return jsonError(answer.error, headers);
  }
  return { status: 200, headers, body: jsonBody(operation, answer.output) };
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  return [headers[name]].flat()[0];
}

function xmlError({ code, message }: RecordedError): string {
  const said = message == null ? '' : `<Message>${escaped(message)}</Message>`;
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${escaped(code)}</Code>${said}</Error></ErrorResponse>`;
}

function jsonError({ code, message, status, query }: RecordedError, headers: Response['headers']): Response {
  const queryError = query == null ? {} : { 'x-amzn-query-error': `${query};Sender` };
  const body = JSON.stringify({ __type: code, ...(message != null && { message }) });
  return { status, headers: { ...headers, ...queryError }, body };
}
