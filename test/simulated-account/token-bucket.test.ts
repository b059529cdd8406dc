import { TokenBucket } from './token-bucket';

test('a second’s worth of requests goes through at once, the others at the rate', () => {
  const bucket = new TokenBucket(4);
  expect(Array.from({ length: 7 }, () => bucket.take(0))).toEqual([0, 0, 0, 0, 250, 500, 750]);
});

test('a bucket is full again after a second of rest, and never holds more', () => {
  const bucket = new TokenBucket(2);
  for (let i = 0; i < 3; i++) {
    bucket.take(0);
  }
  expect(Array.from({ length: 3 }, () => bucket.take(60_000))).toEqual([0, 0, 500]);
});
