import { createHash } from 'node:crypto';
import type { OutboxMessage } from './outbox.js';

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
ol { list-style: none; padding: 0; }
article { border: 1px solid GrayText; border-radius: .5rem; padding: 0 1rem; margin: 1rem 0; }
h2 { font-size: 1rem; margin: 1rem 0 0; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
`;

/** The page runs nothing, loads nothing and sends nothing, whatever stands in a message. */
export const outboxPagePolicy = [
  "default-src 'none'",
  // CSP Level 3, section 2.3.1: of exactly what stands inside the element.
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The messages as a page of its own, in the order given. It does not reload itself: that would take the place of
 * whoever reads it with a screen reader (WCAG 2.2, success criterion 2.2.2).
 */
export function outboxPage(messages: readonly OutboxMessage[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Outbox (${messages.length}) – Sallyport</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Outbox</h1>
<p>In development no message leaves this machine. The newest stands first; <a href="/dev/outbox">reload</a> to see more.</p>
${messages.length === 0 ? '<p>There is no message yet.</p>' : `<ol>\n${messages.map(itemOf).join('\n')}\n</ol>`}
</main>
</body>
</html>
`;
}

function itemOf({ channel, to, text, at }: OutboxMessage): string {
  return `<li><article>
<h2>${escaped(channel)} to <bdi>${escaped(to)}</bdi></h2>
<p><time datetime="${escaped(at)}">${escaped(at)}</time></p>
<pre dir="auto">
${escaped(text)}</pre>
</article></li>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute: names that people gave themselves stand in messages. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
