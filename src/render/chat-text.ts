import { oneLine } from '../text';

/**
 * Characters that mean something to a chat, and what looks like them and means nothing. Slack has no escape for most of
 * them, and Teams would show Slack's. Sources: Slack API, "Formatting text for app surfaces"; Microsoft Teams, "Use
 * Markdown formatting in Teams".
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '&': '＆',
  '<': '‹',
  '>': '›',
  '[': '［',
  ']': '］',
  '*': '∗',
  '`': 'ˋ',
  '~': '∼',
  _: '＿',
  '@': '＠',
  '#': '＃',
  '.': '․',
  '/': '∕',
};

/** They mean something wherever they stand: mentions, links, quotes, emphasis, code. */
const ANYWHERE = /[&<>[\]*`~]/g;

/** Within a word they are a part of a name or an address; at its edge they emphasise, mention, or make a heading. */
const AT_EDGES = /(?<![\p{L}\p{N}])[_@#]+|_+(?![\p{L}\p{N}])/gu;

/**
 * What a chat makes a link of although nothing marks it as one. A domain alone is left as it is: so are names such as
 * `john.smith`, and whoever copies one must get what it is.
 */
const ADDRESSES = /:\/\/\S*|www\.\S*|\.[\p{L}\p{N}-]{2,}\/\S*/giu;

/** Text from the account as a chat shows it: one line, in which nothing is a link, a mention, a heading or emphasis. */
export function chatText(text: string): string {
  const inert = (part: string) => part.replace(/./gu, (character) => LOOK_ALIKES[character] ?? character);
  return oneLine(text)
    .replace(ADDRESSES, (address) => inert(address))
    .replace(ANYWHERE, inert)
    .replace(AT_EDGES, inert);
}

/** At most so many characters: whole words, where there are any, and `…` for the rest. */
export function clipText(text: string, longest: number): string {
  if (text.length <= longest) {
    return text;
  }
  const cut = text.slice(0, longest - 1);
  const space = cut.lastIndexOf(' ');
  const words = space > longest / 2 ? cut.slice(0, space) : cut;
  // A cut between the halves of a character takes both away: JSON that SNS accepts has no half.
  return `${words.replace(/\p{Cs}$/u, '').trimEnd()}…`;
}
