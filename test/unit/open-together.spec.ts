import { expect, it } from 'vitest';
import { openTogether } from '../../src/open-together.js';

const closed: string[] = [];
const named = (name: string) => ({ close: () => void closed.push(name) });

it('what was opened together is closed from the last to the first, and once', async () => {
  closed.length = 0;
  const close = await openTogether(async (opened) => {
    opened.add(named('connection'));
    opened.add(named('store'));
    return opened.close;
  });
  expect(closed).toEqual([]);
  await close();
  await close();
  expect(closed).toEqual(['store', 'connection']);
});

it('where one cannot be opened, those before it are closed and whoever asked is told why', async () => {
  closed.length = 0;
  const opening = openTogether(async (opened) => {
    opened.add(named('connection'));
    opened.add(named('store'));
    return Promise.reject(new Error('no keys'));
  });
  await expect(opening).rejects.toThrow('no keys');
  expect(closed).toEqual(['store', 'connection']);
});
