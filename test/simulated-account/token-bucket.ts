/**
 * How AWS limits requests: a bucket that holds as many tokens as are refilled in a second, of which each request takes
 * one. Source: AWS Security Blog, "How to monitor and query IAM resources at scale – Part 2".
 */
export class TokenBucket {
  readonly #msPerToken: number;
  /** When the next token is there; long ago while the bucket is full. */
  #next = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    this.#msPerToken = 1000 / perSecond;
  }

  /** Takes a token; returns for how many milliseconds it has to be waited for. */
  take(now: number): number {
    const full = now - (1000 - this.#msPerToken);
    const next = Math.max(this.#next, full);
    this.#next = next + this.#msPerToken;
    return Math.max(0, next - now);
  }
}
