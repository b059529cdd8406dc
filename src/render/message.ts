import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { type Report, worstSeverity } from '../report/contract';
import { shorten } from '../report/shorten';
import { type ChatNotification, chatNotification, smallestChatNotification } from './chat';
import { emailText } from './email';
import { subjectOf } from './subject';

/** What SNS takes at most, all versions and attributes together. A topic's own limit can be lower, down to 1,024. */
export const SNS_LIMIT_BYTES = 262_144;

type Message = Omit<PublishCommandInput, 'TopicArn'>;

/** Tried in this order until one fits: lists of at most so many items, texts of at most so many characters. */
const CUTS: readonly (readonly [most: number, longest: number])[] = [
  [Number.POSITIVE_INFINITY, 2_000],
  [1_000, 2_000],
  [300, 1_000],
  [100, 500],
  [30, 500],
  [10, 300],
  [3, 200],
  [1, 120],
];

/**
 * The report as one SNS message: the text for people, JSON for programs, both cut alike where it would be too large;
 * and a notification for a chat, which before that gives way to its subject.
 *
 * @param limitBytes what the topic takes
 */
export function composeMessage(report: Report, limitBytes = SNS_LIMIT_BYTES): Message {
  const chats = [chatNotification(report), smallestChatNotification(report)];
  const fitting = (text: string, json: object) => {
    for (const chat of chats) {
      const message = assemble(report, text, json, chat);
      if (sizeOf(message) <= limitBytes) {
        return message;
      }
    }
    return undefined;
  };
  const texts: string[] = [];
  for (const [most, longest] of CUTS) {
    const cut = shorten(report, most, longest);
    const text = emailText(cut);
    const message = fitting(text, cut);
    if (message) {
      return message;
    }
    texts.push(text);
  }
  const summary = summaryOf(report);
  for (const text of texts) {
    const message = fitting(text, summary);
    if (message) {
      return message;
    }
  }
  return smallestMessage(report, limitBytes);
}

/** For a topic that takes none of the texts. */
function smallestMessage(report: Report, limitBytes: number): Message {
  const text = `${subjectOf(report)}. This topic takes no longer message. See the report: serverless invoke -f audit\n`;
  // The alias is the only part of it that somebody else decides on: without it, it fits into the smallest of limits.
  const nameless = { ...report, account: { id: report.account.id } };
  // Without its own version a chat gets the text, and Amazon Q Developer passes over what is no notification.
  const withChat = assemble(report, text, summaryOf(nameless), smallestChatNotification(nameless));
  return sizeOf(withChat) <= limitBytes ? withChat : assemble(report, text, summaryOf(nameless));
}

/** What is left of the JSON report where no list fits. */
function summaryOf({ schemaVersion, account, auditedAt, summary }: Report): object {
  return { schemaVersion, account, auditedAt, summary, cut: true };
}

function assemble(report: Report, text: string, json: object, chat?: ChatNotification): Message {
  const attribute = (value: string) => ({ DataType: 'String', StringValue: value });
  const subject = subjectOf(report);
  const forPrograms = JSON.stringify(json);
  const forChats = chat && JSON.stringify(chat);
  return {
    Subject: subject,
    MessageStructure: 'json',
    Message: JSON.stringify({
      default: text,
      sms: subject,
      sqs: forPrograms,
      lambda: forPrograms,
      // Amazon Q Developer subscribes by https; http is for what stands between.
      ...(forChats !== undefined && { http: forChats, https: forChats }),
    }),
    MessageAttributes: { account: attribute(report.account.id), severity: attribute(worstSeverity(report)) },
  };
}

/** Bytes as SNS counts them: the message, and names, types and values of attributes. */
export function sizeOf({ Message = '', MessageAttributes = {} }: Message): number {
  const attributes = Object.entries(MessageAttributes).flatMap(
    ([name, { DataType = '', StringValue = '' }]) => [name, DataType, StringValue],
  );
  return [Message, ...attributes].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
