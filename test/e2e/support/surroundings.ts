/** Any: moto does not look at them. They are no real ones, so that nothing here could reach a real account. */
export const CREDENTIALS = { accessKeyId: 'testing', secretAccessKey: 'testing' };

/** The environment of everything that calls AWS here: moto instead of AWS, and nothing of the user's own set-up. */
export function awsEnvironment(endpoint: string): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(
    ([name]) => !/^AWS_|^(https?|all|no)_proxy$|^SLS_|^SERVERLESS_/i.test(name),
  );
  return {
    ...Object.fromEntries(ours),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    SLS_AWS_MONITORING_FREQUENCY: '500', // milliseconds between looks at the stack; 5,000 otherwise
  };
}
