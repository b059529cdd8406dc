import { PRICES } from '../../../../tools/bench/costs/prices';
import { RATES } from '../../../../tools/bench/costs/rates';

test.each(Object.values(PRICES))(
  'the price of $what has AWS’s page and a date',
  ({ source, asOf, usd, per }) => {
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/.+/);
    expect(asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    expect(usd).toBeGreaterThanOrEqual(0);
    expect(per).toBeGreaterThan(0);
  },
);

test.each(RATES)('the rate of $operations is documented somewhere or assumed', ({ source, perSecond }) => {
  expect(source).toMatch(/^(documented: [^"]+"|assumed)/);
  expect(perSecond).toBeGreaterThan(0);
});
