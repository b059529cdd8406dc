// The bridge between serverless.yml and settings.ts: hands over what was typed, and prints what is wrong with it.
'use strict';

const { PARAMETERS, checkTyped, readDeployment } = require('tsx/cjs/api').require(
  './settings.ts',
  __filename,
);

module.exports = async ({ options, resolveVariable, resolveConfigurationProperty }) => {
  try {
    checkTyped(options.param ?? []);

    const parameters = {};
    for (const name of PARAMETERS) {
      parameters[name] = String(await resolveVariable(`param:${name}, ''`));
    }
    const regions = [options.region, await resolveConfigurationProperty(['provider', 'region'])];
    const stack = `${await resolveConfigurationProperty(['service'])}-${await resolveVariable('sls:stage')}`;
    return readDeployment({ parameters, regions, words: process.argv.slice(2), stack, now: new Date() });
  } catch (error) {
    if (error.name !== 'ConfigError') {
      throw error; // such as the CLI's own "parameters are not known yet"
    }
    // Thrown, the sentence would be buried in "Cannot resolve variable at …" and a stack trace. Nothing has been
    // started yet, so that there is nothing to tidy up.
    process.stderr.write(`\nError: ${error.message}\n`);
    process.exit(1);
  }
};
