import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { iam } from '../support/account';
import * as stack from '../support/stack';
import { look } from './resources';

export type RoleName = 'AuditRole' | 'RemediateRole';

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
}

const POLICY: Record<RoleName, string> = { AuditRole: 'audit', RemediateRole: 'remediate' };

/** The statements of a role as they are deployed. */
export async function statementsOf(role: RoleName): Promise<readonly Statement[]> {
  const { policy } = (await look())[role] as { policy: { Statement: Statement[] } };
  return policy.Statement;
}

/** Gives a role these statements and no others. */
export async function allow(role: RoleName, statements: readonly Statement[]): Promise<void> {
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const RoleName = (await stack.resources()).get(role);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: POLICY[role], PolicyDocument }));
}

/** These statements without this action. */
export function without(action: string, statements: readonly Statement[]): readonly Statement[] {
  return statements
    .map((statement) => ({ ...statement, Action: [statement.Action].flat().filter((one) => one !== action) }))
    .filter(({ Action }) => Action.length > 0);
}

/** The actions that AWS refused, in what a function returned or reports. */
export function refused(said: unknown): readonly string[] {
  const found = JSON.stringify(said).matchAll(/is not authorized to perform: ([\w-]+:\w+)/g);
  return [...new Set([...found].map(([, action = '']) => action))].sort();
}

/** The actions that a report tells people to allow. */
export function advised(said: unknown): readonly string[] {
  const found = JSON.stringify(said).matchAll(/ was denied: allow ([\w-]+:\w+)/g);
  return [...new Set([...found].map(([, action = '']) => action))].sort();
}
