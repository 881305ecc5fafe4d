import type { TextMessage } from './mobile-phone.js';
import type { Walk } from './walk.js';

/** Waits for the next message and shows it. */
export async function readMessage({ narrator, phone }: Walk): Promise<TextMessage> {
  const message = await phone.readMessage();
  narrator.sees('the phone shows a message:');
  narrator.shows(message.text);
  return message;
}
