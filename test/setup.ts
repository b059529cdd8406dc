// On Node 20 the SDK prints that it will need a newer one; that is for users of the SDK, not for a test's output.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
