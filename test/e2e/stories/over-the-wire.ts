import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Permission, permissionFor } from '../../../src/aws';
import { AUDIT_PERMISSIONS } from '../../../src/handlers/audit';
import { REMEDIATE_PERMISSIONS } from '../../../src/handlers/remediate';
import { type Recorded, recorded } from '../support/moto';
import { FUNCTION_MARK } from '../support/serverless';

/** Where a request is signed for another name than IAM's actions have. */
const SERVICE: Record<string, string> = { monitoring: 'cloudwatch' };

/** Permissions without an operation of their own: AWS asks for them when a resource is created with tags. */
const IMPLIED: Readonly<Record<Permission, { readonly by: Permission; readonly tags: RegExp }>> = {
  'budgets:TagResource': { by: 'budgets:CreateBudget', tags: /"ResourceTags":\[\{/ },
  'cloudwatch:TagResource': { by: 'cloudwatch:PutMetricAlarm', tags: /"Tags":\[\{/ },
  'sns:TagResource': { by: 'sns:CreateTopic', tags: /&Tags\.member\.1\.Key=/ },
};

/** Where IAM has another name for a service than its client. */
const IAM_NAME: Readonly<Record<string, string>> = { 'cloudwatch-logs': 'logs' };

const SOURCE = join(__dirname, '../../../src');

/** The operations that the code can call: those whose commands it imports from an SDK client. */
function operationsInCode(): readonly Permission[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const imports = /import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-([a-z-]+)'/g;
  const operations = files.flatMap((name) =>
    [...readFileSync(join(SOURCE, name), 'utf8').matchAll(imports)].flatMap(([, names = '', service]) =>
      [...names.matchAll(/(\w+)Command\b/g)].map(
        ([, operation]): Permission => `${IAM_NAME[String(service)] ?? service}:${operation}`,
      ),
    ),
  );
  return [...new Set(operations)].sort();
}

export function overTheWire() {
  let sent: readonly (Recorded & { readonly name: Permission })[] = [];

  beforeAll(async () => {
    const fromFunctions = (await recorded()).filter(({ agent }) => agent.includes(FUNCTION_MARK));
    sent = fromFunctions.map((request) => {
      return { ...request, name: `${SERVICE[request.service] ?? request.service}:${request.operation}` };
    });
  });

  const answered = () => new Set(sent.filter(({ status }) => status === 200).map(({ name }) => name));

  test('the functions have called every operation that the code has, and got an answer', () => {
    expect([...answered()].sort()).toEqual(operationsInCode());
  });

  test('the functions have used every permission that the code declares, and no other', () => {
    const declared = new Set(Object.keys({ ...AUDIT_PERMISSIONS, ...REMEDIATE_PERMISSIONS }));
    const implied = Object.entries(IMPLIED).flatMap(([permission, { by, tags }]) =>
      sent.some(({ name, body }) => name === by && tags.test(body)) ? [permission] : [],
    );
    const used = new Set([...[...answered()].map(permissionFor), ...implied]);
    expect([...used].sort()).toEqual([...declared].sort());
  });

  test('nothing the functions asked was beyond moto', () => {
    expect(sent.filter(({ status }) => status >= 500 || status === 0)).toEqual([]);
  });
}
