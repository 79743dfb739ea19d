import { startModule } from '#core';

import { createHost, type HostMethods } from './host';
import { type Port, serve } from './rpc';

serve<HostMethods>(self as Port, createHost(startModule));
