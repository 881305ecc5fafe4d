import { createMemorySendingThrottle } from '../../src/throttle/memory-sending-throttle.js';
import { sendingThrottleContract } from './sending-throttle.contract.js';

sendingThrottleContract('memory', (clock) => createMemorySendingThrottle({ clock }));
