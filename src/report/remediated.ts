import type { Action } from '../remediations/remediation';

/** The actions after which something is different. */
export const DONE: readonly Action[] = ['created', 'updated'];
/** Those of a dry run. */
export const PLANNED: readonly Action[] = ['would-create', 'would-update'];
/** Those after which something is still missing. */
export const UNDONE: readonly Action[] = ['failed', 'skipped'];
