/**
 * The layers of src/, checked by `npm run check`: arrows point down only.
 * Types count as well: whoever needs a type of another part knows that part.
 */
const SRC = (...parts) => `^src/(${parts.join('|')})(/|\\.ts$)`;

/** From top to bottom. A part may import what stands below it, and its own. */
const LAYERS = [
  ['handlers', 'cli'],
  ['send'],
  ['render'],
  ['audit'],
  ['report'],
  ['last-report', 'remediations'],
  ['checks'],
  ['would-it-fire'],
  ['gather'],
  ['config'],
  ['definitions', 'settings'],
  ['aws'],
  ['reasons', 'aws-names', 'text', 'clock'],
];

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Files that need each other can only be understood, tested and moved together.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...LAYERS.slice(1).map((layer, index) => ({
      name: `${layer.join('-')}-imports-nothing-above`,
      comment: `Arrows point down: ${layer.join(' and ')} must not know what is built on top.`,
      severity: 'error',
      from: { path: SRC(...layer) },
      to: { path: SRC(...LAYERS.slice(0, index + 1).flat()) },
    })),
    {
      name: 'judging-reaches-no-client',
      comment:
        'Checks and the judgement are pure: facts come in, verdicts go out. Not even a type of the clients.',
      severity: 'error',
      from: { path: SRC('checks', 'would-it-fire') },
      to: { path: '^src/aws\\.ts$' },
    },
    {
      name: 'source-imports-no-test-or-tool',
      comment: 'What is deployed stands on its own.',
      severity: 'error',
      from: { path: '^(src|deploy)/' },
      to: { path: '^(test|tools)/' },
    },
    {
      name: 'what-is-deployed-needs-no-drawing',
      comment: 'The drawing library is for `npm run judge` on a developer’s machine; it is never shipped.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/judge/picture/' },
      to: { path: 'node_modules/(@types/)?d3-' },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that cannot be found is not checked either.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no programming interface that dependency-cruiser could parse with.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
