import { partsOf } from '../../../../tools/bench/costs/bundles';

function metafile(inputs: Record<string, number>, bytes: number) {
  return {
    inputs: {},
    outputs: {
      'audit.js': {
        ...{ bytes, imports: [], exports: [] },
        inputs: Object.fromEntries(
          Object.entries(inputs).map(([path, bytesInOutput]) => [path, { bytesInOutput }]),
        ),
      },
    },
  };
}

const INPUTS = {
  'src/aws.ts': 10,
  'guardrails/budget.json': 1,
  'node_modules/@aws-sdk/core/dist-es/index.js': 20,
  'node_modules/@aws-sdk/core/dist-es/submodules/client/index.js': 5,
  'node_modules/p-map/index.js': 3,
  'node_modules/a/node_modules/p-map/index.js': 4,
};

test('a bundle’s parts are the packages and our own code, the largest first', () => {
  expect(partsOf({ metafile: metafile(INPUTS, 45) }, 10)).toEqual([
    { name: '@aws-sdk/core', bytes: 25 },
    { name: 'our own code', bytes: 11 },
    { name: 'p-map', bytes: 7 },
    { name: 'what joins them', bytes: 2 },
  ]);
});

test('beyond the wanted number of parts, the others are one', () => {
  expect(partsOf({ metafile: metafile(INPUTS, 45) }, 2).at(-1)).toEqual({ name: '2 more', bytes: 9 });
});
