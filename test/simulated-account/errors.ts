/** An error as the SDK throws it for an answer of AWS: the SDK's retries look at these members. */
export function awsError(name: string, message: string, httpStatusCode = 400): Error {
  const throttling = /Throttl|TooManyRequests/.test(name);
  return Object.assign(new Error(message), {
    name,
    $fault: httpStatusCode >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode },
    ...((throttling || httpStatusCode >= 500) && { $retryable: { throttling } }),
  });
}

/** The page of `all` after `token`, and the token of the next. */
export function pageOf<T>(all: readonly T[], token: string | undefined, size: number) {
  const start = token === undefined ? 0 : Number(token);
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? String(end) : undefined };
}
