/** An address: its domain tells whose it is, its name (64 characters at most by RFC 5321) stays out of the log. */
const EMAIL =
  /([\p{L}\p{N}_])[\p{L}\p{N}.!#$%&'*+=?^_`{|}~-]{0,63}@((?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}\p{N}-]{2,63})/gu;

/** Ids of access keys, as they may stand in what AWS says of an error. Source: IAM User Guide, "IAM identifiers". */
const ACCESS_KEY_ID = /\b(A[KS]IA)[A-Z2-7]{12,}\b/g;

/**
 * Text as it goes into the log, which more people may read than the mail: `you@company.com` becomes `y…@company.com`,
 * and the id of an access key `AKIA…`.
 */
export function masked(text: string): string {
  return text.replace(EMAIL, '$1…@$2').replace(ACCESS_KEY_ID, '$1…');
}
