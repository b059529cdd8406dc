import type { AnyGatherer, FactOf, Surroundings } from '../../src/gather/gatherer';
import type { Questions } from '../../src/gather/questions';
import type { SimulatedAccount } from '../simulated-account';
import { surroundings } from '../simulated-account/handlers';

/** Whatever a gatherer asks of the questions, so that it asks AWS for all that it may. */
export const QUESTIONS: Questions = {
  topicName: 'billing-alarm',
  alarmsToTrace: ({ alarms }) => alarms.metric.flatMap(({ AlarmName }) => AlarmName ?? []),
  isCandidateBudget: () => true,
  usersToConfirm: () => [],
};

/** One fact of a simulated account; `facts` are those it builds on. */
export function ask<G extends AnyGatherer>(
  gatherer: G,
  account: SimulatedAccount,
  facts: Parameters<G['gather']>[1],
  questions: Partial<Questions> = {},
  changes: Partial<Surroundings> = {},
): Promise<FactOf<G>> {
  return gatherer.gather(
    surroundings(account, changes),
    facts as never,
    {
      ...QUESTIONS,
      ...questions,
    } as never,
  ) as Promise<FactOf<G>>;
}
