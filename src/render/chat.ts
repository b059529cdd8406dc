import type { Report } from '../report/contract';
import { chatText, clipText } from './chat-text';
import { andMore, type Section, sectionsOf } from './sections';
import { subjectOf } from './subject';

/**
 * What Amazon Q Developer in chat applications shows in Slack and Teams.
 *
 * Source of the schema and the limits below: its Administrator Guide, "Custom notifications", event schema and parameter
 * details. It names no limit for the number of next steps, nor for the whole but that of SNS.
 */
export interface ChatNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id?: string;
  readonly content: {
    readonly textType?: 'client-markdown';
    readonly title?: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
  };
  readonly metadata?: {
    /** Notifications with the same one are grouped into a thread, where the preferences of the channel allow it. */
    readonly threadId: string;
    /** What the thread shows of this one. */
    readonly summary: string;
    readonly eventType: string;
  };
}

/** Characters. Source: "Custom notifications", parameter details. */
export const CHAT_LIMITS = { title: 250, description: 8_000, nextStep: 350 } as const;

/** Our own: more than there are checks, and what a person reads of one item. */
const MOST_NEXT_STEPS = 12;
const LONGEST_ITEM = 400;

/** How many items of each list are shown; tried in this order until the description fits. */
const MOST_ITEMS = [30, 10, 5, 3, 1];

/** The report for a chat: what needs somebody, worst first; what was done; what could not be checked; what is fine. */
export function chatNotification(report: Report): ChatNotification {
  const { account, auditedAt } = report;
  const subject = chatText(subjectOf(report));
  const sections = sectionsOf(report);
  const nextSteps = nextStepsOf(sections);
  return {
    version: '1.0',
    source: 'custom',
    id: `${account.id}-${auditedAt}`,
    content: {
      textType: 'client-markdown',
      title: clipText(subject, CHAT_LIMITS.title),
      description: descriptionOf(sections),
      ...(nextSteps.length > 0 && { nextSteps }),
    },
    metadata: { threadId: `guardrail-auditor-${account.id}`, summary: subject, eventType: 'guardrail-audit' },
  };
}

/** For a topic that takes no more. */
export function smallestChatNotification(report: Report): ChatNotification {
  return { version: '1.0', source: 'custom', content: { description: chatText(subjectOf(report)) } };
}

function descriptionOf(sections: readonly Section[]): string {
  const versions = MOST_ITEMS.map((most) => chatBlocks(sections, most));
  const fitting = versions.map((blocks) => blocks.join('\n\n')).find((text) => fits(text));
  return fitting ?? firstOf(versions.at(-1) ?? []);
}

function fits(text: string): boolean {
  return text.length <= CHAT_LIMITS.description;
}

/** As many blocks as fit, the worst being first, and how many more there are. */
function firstOf(blocks: readonly string[]): string {
  const text = (shown: number) => [...blocks.slice(0, shown), ...seeMail(blocks.length - shown)].join('\n\n');
  let shown = blocks.length - 1;
  while (shown > 0 && !fits(text(shown))) {
    shown -= 1;
  }
  return text(shown);
}

/**
 * The paragraphs of a description. `*…*` is bold in Slack and italic in Teams; neither knows the other's bold.
 * @param most how many items of each list are shown
 */
export function chatBlocks(sections: readonly Section[], most: number): string[] {
  return sections.flatMap((section) => sectionBlocks(section, most));
}

function sectionBlocks(section: Section, most: number): string[] {
  switch (section.kind) {
    // The title tells the news and the account; the next steps have a place of their own.
    case 'next-step':
    case 'news':
    case 'footer':
      return [];
    case 'spend':
      return [chatText([`${section.text}.`, ...section.aboveLimit].join(' '))];
    case 'nothing-fails':
      return [chatText(section.text)];
    case 'failing':
      return section.items.map(({ heading, findings, omitted }) => block(heading, findings, most, omitted));
    case 'unknown': {
      const texts = section.items.flatMap(({ text, findings }) => [text, ...findings]);
      const omitted = section.items.reduce((sum, item) => sum + item.omitted, 0);
      return [block(section.heading, texts, most, omitted)];
    }
    case 'fine': {
      const titles = section.items.map(({ title }) => title).join(', ');
      return [`${chatText(section.heading)}: ${clipText(chatText(titles), LONGEST_ITEM)}`];
    }
    default: {
      const texts = section.items.map(({ text, remark }) =>
        remark === undefined ? text : `${text} ${remark}`,
      );
      return [block(section.heading, texts, most, section.omitted)];
    }
  }
}

/** @param omitted how many items the list lacks already */
function block(heading: string, items: readonly string[], most: number, omitted = 0): string {
  const shown = items.slice(0, most).map((item) => clipText(chatText(item), LONGEST_ITEM));
  const left = items.length - shown.length + omitted;
  return [
    `*${clipText(chatText(heading), LONGEST_ITEM)}*`,
    ...[...shown, ...andMore(left)].map((item) => `• ${item}`),
  ].join('\n');
}

/** What has to be done for reports to arrive at all, then the fixes, worst first. */
function nextStepsOf(sections: readonly Section[]): string[] {
  const steps = sections.flatMap((section) => {
    if (section.kind === 'next-step') {
      return [section.text];
    }
    return section.kind === 'failing' ? section.items.map(({ title, fix }) => `${title}: ${fix}`) : [];
  });
  return [
    ...steps.slice(0, MOST_NEXT_STEPS).map((step) => clipText(chatText(step), CHAT_LIMITS.nextStep)),
    ...seeMail(steps.length - MOST_NEXT_STEPS),
  ];
}

function seeMail(left: number): string[] {
  return andMore(left).map((more) => `${more}: see the mail`);
}
