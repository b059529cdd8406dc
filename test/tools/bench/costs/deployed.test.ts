import { countDeployed, DEPLOYED } from '../../../../tools/bench/costs/deployed';
import {
  discard,
  type Packaging,
  packageProject,
  type Template,
  templateOf,
} from '../../../deployment/packaging';

let packaging: Packaging;
let template: Template;

beforeAll(async () => {
  packaging = await packageProject();
  template = templateOf(packaging);
}, 120_000);

afterAll(() => discard(packaging));

test('what is counted for the costs is what is deployed', () => {
  expect(countDeployed(template)).toEqual(DEPLOYED);
});

test('a resource of a kind whose cost nobody has looked up is refused', () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: {} };
  expect(() => countDeployed({ ...template, Resources: { ...template.Resources, Queue: queue } })).toThrow(
    'What does AWS::SQS::Queue cost?',
  );
});
