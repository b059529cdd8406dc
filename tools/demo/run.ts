import { demo } from './demo';

demo().then((shown) => process.stdout.write(shown));
