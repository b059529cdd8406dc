import { oneLine } from '../../../text';

type Attributes = Readonly<Record<string, string | number>>;

/** Markup that is safe to put into other markup. */
export interface Markup {
  readonly markup: string;
}

/** An element of SVG; whatever a text or an attribute holds, it stays within it. */
export function element(name: string, attributes: Attributes, ...content: (Markup | string)[]): Markup {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(valueText(value))}"`);
  const inside = content.map((part) => (typeof part === 'string' ? escaped(part) : part.markup)).join('');
  return {
    markup: inside === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${inside}</${name}>`,
  };
}

/** Parts of a picture that belong together, a line each. */
export function group(attributes: Attributes, parts: readonly Markup[], name = 'g'): Markup {
  const inside = parts.map(({ markup }) => `\n${markup}`).join('');
  return element(name, attributes, { markup: `${inside}\n` });
}

/** A line of text at this place. */
export function text(classes: string, x: number, y: number, words: string): Markup {
  return element('text', { class: classes, x, y }, words);
}

/** A hundredth of a pixel is seen by nobody, and is the same on every machine. */
function valueText(value: string | number): string {
  return typeof value === 'number' ? String(Number(value.toFixed(2))) : value;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as XML holds it: U+FFFE and U+FFFF are no characters of it (XML 1.0, "Characters"), `oneLine` takes the rest. */
function escaped(text: string): string {
  return oneLine(text).replace(/[&<>"'\uFFFE\uFFFF]/g, (character) => ENTITIES[character] ?? ' ');
}
