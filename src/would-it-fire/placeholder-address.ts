/** Domains that are nobody's, by RFC 2606 and RFC 6761. */
const RESERVED_DOMAIN = /@(.+\.)?(example(\.(com|org|net|edu))?|example\.[a-z.]+|invalid|test|localhost)$/i;

/** `<e-mail>`, `[address]`, `{{ email }}`, `$EMAIL`, `%EMAIL%`, `***@***`: nothing was put in the place of a variable. */
const VARIABLE = /[<>[\]{}$*]|%\w+%|(^|@)x{3,}[@.]/i;

/** `your-email@…`, `your@…`, `you@your-company.com`, `me@yourdomain.org`. */
const YOURS =
  /^your@|(^|[@.])your[-_. ]?(e-?mail|name|user(name)?|address|domain|company|org|team)\w*[@.+-]/i;

/** Names and domains that mean nothing only when they stand together: either alone may be somebody's. */
const EXAMPLE_NAME = /^(e?-?mail|user|username|name|someone|somebody|test|foo|abc|you|my)(\d*)@/i;
const EXAMPLE_DOMAIN = /@(domain|email|test|foo|bar|abc)\.(com|org|net)$/i;

/** Whether an e-mail address is an obvious placeholder. Real providers such as mail.com are not accused. */
export function isPlaceholderAddress(address: string): boolean {
  return (
    RESERVED_DOMAIN.test(address) ||
    VARIABLE.test(address) ||
    YOURS.test(address) ||
    /^example@/i.test(address) ||
    (EXAMPLE_NAME.test(address) && EXAMPLE_DOMAIN.test(address))
  );
}
