import { bootcampAccount } from './stories/bootcamp-account';
import { changedByHand } from './stories/changed-by-hand';
import { newAccount } from './stories/new-account';
import { overTheWire } from './stories/over-the-wire';

// In this order: each story starts with an empty account, and the last one looks at what the others sent.
describe('a new account', newAccount);
describe('an account that followed the manual steps of a course', bootcampAccount);
describe('guardrails changed by hand', changedByHand);
describe('over the wire', overTheWire);
