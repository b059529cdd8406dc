import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { call, callJson, fromEnvironment } from './aws';

const PROJECT = fromEnvironment('E2E_PROJECT');
const STACK = 'guardrail-auditor-prod';

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: unknown }>>;
}

/** The template as it was deployed. */
export function template(): Template {
  const packaged = join(
    fromEnvironment('E2E_PROJECT'),
    '.serverless/cloudformation-template-update-stack.json',
  );
  return JSON.parse(readFileSync(packaged, 'utf8'));
}

/** The archive that was uploaded for a function. */
export function archive(name: string): Buffer {
  return readFileSync(join(PROJECT, '.serverless', `${name}.zip`));
}

/** The code in a function's archive, which holds one file. Source: APPNOTE.TXT, the ZIP file format, 4.3. */
export function codeDeployed(name: string): Buffer {
  const zip = archive(name);
  const directory = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06') + 16);
  const size = zip.readUInt32LE(directory + 20);
  const entry = zip.readUInt32LE(directory + 42);
  const data = entry + 30 + zip.readUInt16LE(entry + 26) + zip.readUInt16LE(entry + 28);
  return inflateRawSync(zip.subarray(data, data + size));
}

/** The bundle that `serverless invoke local` made of a function and ran. */
export function codeThatRan(name: string): Buffer {
  return readFileSync(join(PROJECT, '.esbuild/.build/src/handlers', `${name}.js`));
}

/** Asks CloudFormation about the stack, in XML. */
function ask(action: string): Promise<string> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const body = `Action=${action}&Version=2010-05-15&StackName=${STACK}`;
  return call('cloudformation', '/', { method: 'POST', headers, body });
}

function textsOf(element: string, xml: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]+)</${element}>`, 'g'))].map(([, text = '']) => text);
}

/** The resources that were made: their physical by their logical names. */
export async function resources(): Promise<ReadonlyMap<string, string>> {
  const xml = await ask('ListStackResources');
  const physical = textsOf('PhysicalResourceId', xml);
  return new Map(textsOf('LogicalResourceId', xml).map((name, i) => [name, physical[i] ?? '']));
}

/** The stack's ARN. */
export async function id(): Promise<string> {
  const [arn = ''] = textsOf('StackId', await ask('DescribeStacks'));
  return arn;
}

/** A function as Lambda shows it, by its name in serverless.yml. */
export async function lambdaFunction(name: string): Promise<{
  readonly Configuration: Readonly<Record<string, unknown>> & {
    readonly Role: string;
    readonly FunctionArn: string;
  };
}> {
  return JSON.parse(await call('lambda', `/2015-03-31/functions/${STACK}-${name}`));
}

/** The services that a function's own policy admits. */
export async function mayInvoke(name: string): Promise<readonly string[]> {
  const { Policy } = JSON.parse(await call('lambda', `/2015-03-31/functions/${STACK}-${name}/policy`));
  const { Statement } = JSON.parse(Policy) as { Statement: { Principal: { Service: string } }[] };
  return Statement.map(({ Principal }) => Principal.Service);
}

/** The rule on the stack's own deployments: there is one, and no other rule. */
export async function deploymentRule() {
  const events = (operation: string, input: object) => callJson('events', `AWSEvents.${operation}`, input);
  const { Rules } = (await events('ListRules', {})) as { Rules: { Name: string; EventPattern: string }[] };
  const [rule, ...others] = Rules;
  if (!rule || others.length > 0) {
    throw new Error(`There are ${Rules.length} rules.`);
  }
  const { Targets } = (await events('ListTargetsByRule', { Rule: rule.Name })) as {
    Targets: { Arn: string }[];
  };
  return { pattern: JSON.parse(rule.EventPattern), targets: Targets.map(({ Arn }) => Arn) };
}
