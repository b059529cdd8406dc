import { clearLine, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';

/** One line that tells what is waited for, and gives way to the next; nothing where nobody watches. */
export class Progress {
  readonly #stream: Pick<WriteStream, 'isTTY' | 'columns'> & NodeJS.WritableStream;
  #shown = false;

  constructor(stream: Pick<WriteStream, 'isTTY' | 'columns'> & NodeJS.WritableStream) {
    this.#stream = stream;
  }

  show(text: string): void {
    if (!this.#stream.isTTY) {
      return;
    }
    this.clear();
    // A line that wraps could not be cleared as one.
    this.#stream.write(text.slice(0, (this.#stream.columns || 80) - 1));
    this.#shown = true;
  }

  clear(): void {
    if (!this.#shown) {
      return;
    }
    cursorTo(this.#stream, 0);
    clearLine(this.#stream, 0);
    this.#shown = false;
  }
}
