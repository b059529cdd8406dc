// `serverless deploy` shows the stack's outputs only with --verbose: this shows the one that matters.
'use strict';

module.exports = class NextStep {
  constructor(serverless) {
    this.hooks = {
      'after:deploy:deploy': () => {
        const { Outputs } = serverless.service.resources;
        serverless.addServiceOutputSection('next step', Outputs.NextStep.Value);
      },
    };
  }
};
