import type { Setting } from '../settings';

/** What a command says of one of its options; a switch has no value. */
interface Described extends Partial<Pick<Setting, 'value' | 'default' | 'unset'>> {
  readonly help: string;
}

/** The options of a help text, a line each: `  --topic NAME  the SNS topic … (billing-alarm)`. */
export function optionLines(options: Readonly<Record<string, Described>>): string {
  const rows = Object.entries(options).map(([name, { value, default: otherwise, unset, help }]) => {
    const holds = otherwise || unset;
    return {
      option: value === undefined ? `--${name}` : `--${name} ${value}`,
      text: holds ? `${help} (${holds})` : help,
    };
  });
  const width = Math.max(...rows.map(({ option }) => option.length));
  return rows.map(({ option, text }) => `  ${option.padEnd(width)}  ${text}`).join('\n');
}

/** The settings as options that `parseArgs` of Node takes: their values are read later, by what each takes. */
export function textOptions<Table extends Readonly<Record<string, Setting>>>(
  table: Table,
): { readonly [Name in keyof Table]: { readonly type: 'string' } } {
  return Object.fromEntries(Object.keys(table).map((name) => [name, { type: 'string' }])) as {
    [Name in keyof Table]: { type: 'string' };
  };
}

/** What errors call an option. */
export const optionName = (name: string) => `--${name}`;
