import { styledText } from '../../src/cli/audit/colour';
import { chatBlocks } from '../../src/render/chat';
import { emailLines } from '../../src/render/email';
import { type Section, sectionsOf } from '../../src/render/sections';
import { reportOf } from '../report/sample-report';
import { reportWithEverySection } from './every-section';

/** Every kind there is, in the order in which they stand. */
const KINDS = Object.keys({
  'next-step': 0,
  news: 0,
  spend: 0,
  'nothing-fails': 0,
  failing: 0,
  fixed: 0,
  done: 0,
  planned: 0,
  undone: 0,
  unknown: 0,
  exceptions: 0,
  excepted: 0,
  fine: 0,
  footer: 0,
} satisfies Record<Section['kind'], 0>);

/** Other words of the same length: each letter becomes the one 13 further on. */
function reworded(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCharCode(code + ((code | 32) < 110 ? 13 : -13));
  });
}

/** The sections, with all that they say said in other words. */
function rewordedSections(sections: readonly Section[]): Section[] {
  return JSON.parse(JSON.stringify(sections), (key, value) =>
    typeof value === 'string' && key !== 'kind' && key !== 'severity' ? reworded(value) : value,
  );
}

const RENDERERS = {
  mail: (sections: readonly Section[]) =>
    emailLines(sections)
      .map(({ text }) => text)
      .join('\n'),
  chat: (sections: readonly Section[]) => chatBlocks(sections, 100).join('\n\n'),
  terminal: (sections: readonly Section[]) =>
    styledText(emailLines(sections), 80, (_style, text) => `{${text}}`),
};

test('what a report says stands in sections, in this order', async () => {
  const everything = sectionsOf(await reportWithEverySection()).map(({ kind }) => kind);
  expect(everything).toEqual(KINDS.filter((kind) => kind !== 'nothing-fails'));
  const healthy = sectionsOf(await reportOf()).map(({ kind }) => kind);
  expect(healthy).toEqual(['spend', 'nothing-fails', 'fine', 'footer']);
});

describe.each(Object.entries(RENDERERS))('%s', (_, render) => {
  test.each([
    ['every section', () => reportWithEverySection()],
    ['nothing to do', () => reportOf()],
  ])('says of a report with %s what its sections say, and nothing of its own but labels', async (_, make) => {
    const sections = sectionsOf(await make());
    const said = render(sections);
    const saidOtherwise = render(rewordedSections(sections));
    expect(saidOtherwise.replace(/(\s)\{?(Fix|Note):/g, (label) => reworded(label))).toBe(reworded(said));
  });

  test('has the sentences that people look for', async () => {
    const everything = render(sectionsOf(await reportWithEverySection())).replace(/\s+/g, ' ');
    for (const sentence of ['NEW: erin has no', 'No longer: carol has no', '1 finding is excepted']) {
      expect(everything).toContain(sentence);
    }
    expect(render(sectionsOf(await reportOf()))).toContain('Nothing needs you.');
  });
});
