/** The text with the content between `<!-- name -->` and `<!-- /name -->` replaced, for each of the sections. */
export function withSections(text: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce((current, [name, content]) => {
    const marked = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!marked.test(current)) {
      throw new Error(`README.md has no markers <!-- ${name} --> and <!-- /${name} -->.`);
    }
    return current.replace(marked, (_, start: string, end: string) => `${start}${content}\n${end}`);
  }, text);
}
