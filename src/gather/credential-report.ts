import { GenerateCredentialReportCommand } from '@aws-sdk/client-iam';
import { type Aws, isAwsError } from '../aws';
import { getCredentialReport } from './credential-report-content';
import { type CredentialReport, parseCredentialReport } from './credential-report-csv';
import { defineGatherer } from './gatherer';

/** How long to wait before each look at whether IAM is done: 2 s are enough for some 50 users, 46 s for thousands. */
const WAITS_MS = [2_000, 4_000, 8_000, 16_000, 16_000];

/** All users and their credentials, in one report however many users there are. */
export const credentialReport = defineGatherer({
  operation: 'iam:GetCredentialReport',
  permissions: {
    'iam:GenerateCredentialReport': 'have IAM make the list of all users and their credentials',
    'iam:GetCredentialReport': 'read that list',
  },
  async gather({ aws, clock, progress }): Promise<CredentialReport> {
    const { State } = await aws.iam.send(new GenerateCredentialReportCommand({}));
    if (State !== 'COMPLETE') {
      progress?.('IAM is making the credential report…');
    }
    for (const wait of State === 'COMPLETE' ? [0, ...WAITS_MS] : WAITS_MS) {
      await clock.sleep(wait);
      const report = await fetchReport(aws);
      if (report) {
        return report;
      }
    }
    throw new Error(
      'iam:GetCredentialReport: IAM is still making the report. Run the audit again in a minute.',
    );
  },
});

async function fetchReport(aws: Aws): Promise<CredentialReport | undefined> {
  try {
    const { content, generatedAt } = await getCredentialReport(aws);
    if (content === undefined || generatedAt === undefined) {
      throw new Error('iam:GetCredentialReport answered without a report or its time: run it again later.');
    }
    return { generatedAt, ...parseCredentialReport(content) };
  } catch (error) {
    if (isAwsError(error, 'CredentialReportNotReadyException', 'ReportInProgress')) {
      return undefined;
    }
    throw error;
  }
}
