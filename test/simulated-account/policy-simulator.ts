import { runSimulation } from '@cloud-copilot/iam-simulate';

/** A request as it arrives at a resource, with every condition key it has. */
export interface SimulatedRequest {
  /** A service, such as `cloudwatch.amazonaws.com`, or the ARN of an identity. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

/** Whether a policy simulator made by others lets the request pass. @param policy the resource's, a JSON text */
export async function simulatorAllows(
  policy: string,
  { principal, action, resource, context }: SimulatedRequest,
): Promise<boolean> {
  const isService = principal.endsWith('.amazonaws.com');
  const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  const simulated = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: resource.split(':')[4] ?? '' },
        contextVariables: { ...context },
      },
      identityPolicies: isService ? [] : [{ name: 'all', policy: everything }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: JSON.parse(policy),
    },
    {},
  );
  return simulated.resultType !== 'error' && simulated.overallResult === 'Allowed';
}
