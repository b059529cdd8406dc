import { Readable } from 'node:stream';
import { IAMClient } from '@aws-sdk/client-iam';
import fc from 'fast-check';
import type { Aws } from '../../src/aws';
import { getCredentialReport } from '../../src/gather/credential-report-content';

const TIME = '2026-11-24T06:00:00Z';

/** An IAM client that gets this as the body of its answer, in pieces of so many bytes. */
function answering(body: string, statusCode = 200, piece = 7): Aws {
  const bytes = Buffer.from(body);
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
    bytes.subarray(i * piece, (i + 1) * piece),
  );
  const iam = new IAMClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
    requestHandler: {
      handle: async () => ({
        response: { statusCode, headers: { 'content-type': 'text/xml' }, body: Readable.from(pieces) },
      }),
    },
  });
  return { iam } as Partial<Aws> as Aws;
}

const answer = (content: string) =>
  `<GetCredentialReportResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetCredentialReportResult>${content}<ReportFormat>text/csv</ReportFormat><GeneratedTime>${TIME}</GeneratedTime></GetCredentialReportResult></GetCredentialReportResponse>`;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

test('hands over the report of any bytes, and its time, however the network cuts the answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 500 }),
      fc.integer({ min: 1, max: 90 }),
      async (bytes, piece) => {
        const aws = answering(answer(`<Content>${base64(bytes)}</Content>`), 200, piece);
        const { content, generatedAt } = await getCredentialReport(aws);
        expect(Buffer.from(content ?? []).equals(bytes)).toBe(true);
        expect(generatedAt).toEqual(new Date(TIME));
      },
    ),
    { numRuns: 50 },
  );
});

test.each([
  ['broken into lines', (text: string) => text.replace(/.{10}/g, '$&\n')],
  ['with a character reference', (text: string) => text.replace(/^./, (c) => `&#${c.charCodeAt(0)};`)],
  ['in a section of character data', (text: string) => `<![CDATA[${text}]]>`],
])('reads base64 %s', async (_, written) => {
  const csv = 'user,arn,password_enabled,mfa_active\n';
  const aws = answering(answer(`<Content>${written(base64(Buffer.from(csv)))}</Content>`));
  const { content } = await getCredentialReport(aws);
  expect(Buffer.from(content ?? []).toString()).toBe(csv);
});

test('says that there is none when there is none', async () => {
  expect((await getCredentialReport(answering(answer('')))).content).toBeUndefined();
});

test('leaves an error as the SDK reads it', async () => {
  const error =
    '<ErrorResponse><Error><Type>Sender</Type><Code>ReportInProgress</Code><Message>Wait.</Message></Error></ErrorResponse>';
  await expect(getCredentialReport(answering(error, 404))).rejects.toMatchObject({ message: 'Wait.' });
});

test('an answer that breaks off is an error', async () => {
  await expect(getCredentialReport(answering(answer('<Content>dXNlcg').slice(0, 150)))).rejects.toThrow();
});
