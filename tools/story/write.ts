import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tenDays } from '../../test/story/ten-days';

/** Stores the mails as they are now; read the difference. */
async function write(): Promise<void> {
  for (const { name, text } of await tenDays()) {
    writeFileSync(join(__dirname, `../../test/story/mails/${name}.txt`), text);
  }
}

void write();
