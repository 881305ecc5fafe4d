import { createMemoryViewStore } from '../../src/projections/memory/memory-view-store.js';
import { viewStoreContract } from './view-store.contract.js';

viewStoreContract('memory', async () => createMemoryViewStore());
