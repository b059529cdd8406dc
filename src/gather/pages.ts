/** More pages than any account has; an API that goes on beyond this is going round in circles. */
const MOST_PAGES = 500;

/**
 * Reads every page of a list. The SDK's paginators either follow a repeated token for ever or take it for the end;
 * here a list that could not be read to its end is an error.
 *
 * @param read asks for the page after `token`; an absent list is AWS's way of saying empty
 * @throws Error when a token repeats or the pages do not end
 */
export async function allPages<T>(
  operation: string,
  read: (token: string | undefined) => Promise<{ items: readonly T[] | undefined; next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  const seen = new Set<string>();
  for (let token: string | undefined; ; ) {
    const page = await read(token);
    all.push(...(page.items ?? []));
    token = page.next;
    // Some services end with an empty token.
    if (!token) {
      return all;
    }
    if (seen.has(token) || seen.size >= MOST_PAGES) {
      throw new Error(`${operation} answered with pages that do not end: run it again later.`);
    }
    seen.add(token);
  }
}
