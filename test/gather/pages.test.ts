import { allPages } from '../../src/gather/pages';

/** Pages by the token that leads to them; the first has none. */
function book(pages: Record<string, { items?: string[]; next?: string | undefined }>) {
  return async (token: string | undefined) => {
    const page = pages[token ?? 'first'];
    if (!page) {
      throw new Error(`There is no page "${token}".`);
    }
    return { items: page.items, next: page.next };
  };
}

test.each([
  ['one page', { first: { items: ['a', 'b'] } }, ['a', 'b']],
  ['several pages', { first: { items: ['a'], next: '2' }, 2: { items: ['b'] } }, ['a', 'b']],
  ['an empty page on the way', { first: { items: [], next: '2' }, 2: { items: ['b'] } }, ['b']],
  ['an absent list', { first: {} }, []],
  ['an empty token at the end', { first: { items: ['a'], next: '' } }, ['a']],
])('reads %s', async (_, pages, items) => {
  expect(await allPages('sns:ListTopics', book(pages))).toEqual(items);
});

test.each([
  ['that leads to itself', { first: { next: '2' }, 2: { next: '2' } }],
  ['that leads back', { first: { next: '2' }, 2: { next: '3' }, 3: { next: '2' } }],
])('a token %s is an error, not the end', async (_, pages) => {
  await expect(allPages('sns:ListTopics', book(pages))).rejects.toThrow(
    'sns:ListTopics answered with pages that do not end',
  );
});

test('501 pages are read, and no more', async () => {
  const pages =
    (last: number) =>
    async (token = '1') => ({
      items: [token],
      next: Number(token) < last ? String(Number(token) + 1) : undefined,
    });
  expect(await allPages('sns:ListTopics', pages(501))).toHaveLength(501);
  await expect(allPages('sns:ListTopics', pages(502))).rejects.toThrow('pages that do not end');
});
