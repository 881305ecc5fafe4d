/**
 * Loaded before a program (`--import`): leads all that it sends over HTTPS to a port of this machine, as the package of
 * MessageBird knows no other host than the real one. The port is in the query of this module's address.
 */
import https from 'node:https';
import { agentLeadingTo } from '../sms-provider/agent-leading-to.js';

https.globalAgent = agentLeadingTo(Number(new URL(import.meta.url).searchParams.get('port')));
