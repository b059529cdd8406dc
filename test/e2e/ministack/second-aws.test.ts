import { alarmFires } from './stories/alarm-fires';
import { deployed } from './stories/deployed';
import { failureHandedOn } from './stories/failure-handed-on';
import { permissions } from './stories/permissions';
import { removed } from './stories/removed';

// In this order, on one account: each story goes on where the last one ended.
describe('a deployment', deployed);
describe('the billing alarm', alarmFires);
describe('a remediation that fails', failureHandedOn);
describe('a role', permissions);
describe('the removal', removed);
