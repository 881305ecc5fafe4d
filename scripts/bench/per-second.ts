/** Does a piece of work again and again, so many at a time. @returns how often it was done a second. */
export async function perSecond(atOnce: number, seconds: number, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1_000;
  let done = 0;
  const workInTurn = async (): Promise<void> => {
    while (elapsed() < seconds) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workInTurn));
  return done / elapsed();
}
