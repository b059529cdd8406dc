/** What was decided on each member of a shape; members stand in one text, separated by spaces. */
export interface Decision {
  readonly members: readonly string[];
  /** By the file or folder of src/ that judges them, which therefore names them. */
  readonly judged: Readonly<Record<string, string>>;
  /** By why nobody needs to look at them. */
  readonly irrelevant?: Readonly<Record<string, string>>;
  /** Not judged yet, and to be: by the file or folder of src/ that does not name them so far. */
  readonly open?: Readonly<Record<string, string>>;
}

/**
 * What is wrong with a decision: members that nobody has decided on, or that are no more, and places that do not judge
 * what they are said to.
 *
 * @param codeOf the code of a file or folder of src/, without comments
 */
export function driftOf(
  shape: string,
  { members, judged, irrelevant = {}, open = {} }: Decision,
  codeOf: (place: string) => string,
): readonly string[] {
  const decided = [judged, irrelevant, open].flatMap((group) => Object.values(group).flatMap(namesIn));
  const named = (group: Readonly<Record<string, string>>) =>
    Object.entries(group).flatMap(([place, names]) =>
      namesIn(names).map((name) => ({ name, place, isNamed: isNamedIn(codeOf(place), name) })),
    );
  return [
    ...members
      .filter((name) => !decided.includes(name))
      .map((name) => `${shape}.${name} is new: decide who judges it, or why nobody needs to.`),
    ...decided
      .filter((name) => !members.includes(name))
      .map((name) => `${shape}.${name} is no member any more: take it out.`),
    ...decided
      .filter((name, i) => decided.indexOf(name) < i)
      .map((name) => `${shape}.${name} is decided on twice.`),
    ...named(judged)
      .filter(({ isNamed }) => !isNamed)
      .map(
        ({ name, place }) => `${shape}.${name} is said to be judged in src/${place}, which does not name it.`,
      ),
    ...named(open)
      .filter(({ isNamed }) => isNamed)
      .map(({ name, place }) => `${shape}.${name} is named in src/${place} by now: call it judged.`),
  ];
}

function namesIn(text: string): string[] {
  return text.split(/\s+/).filter((name) => name !== '');
}

/** Whether code names a member. The columns of the two access keys are written once, as `access_key_${n}_active`. */
function isNamedIn(code: string, name: string): boolean {
  return [name, name.replace(/(?<=_)[12](?=_)/, '${n}')].some((written) =>
    new RegExp(`(?<!\\w)${escaped(written)}(?!\\w)`).test(code),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
