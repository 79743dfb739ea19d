// One start in a fresh process: prints milliseconds from the module's bytes to the first row.
import { readFileSync } from 'node:fs';

import { modulePath } from '../support/build.mjs';
import { Core } from '../support/core.mjs';
import { benchPack, openPack, runQuery } from './orders.mjs';

const bytes = readFileSync(modulePath);
const start = performance.now();
const core = await Core.start(bytes);
openPack(core, benchPack());
if (runQuery(core, 'one', 'select 1').columns[0].cells[0] !== '1') throw new Error('no 1');
console.log(performance.now() - start);
