/** The view before, if all parts of the next one are the very same; the next one otherwise. */
export function unlessUnchanged<View extends object>(before: View, next: View): View {
  for (const part in next) {
    if (next[part] !== before[part]) return next;
  }
  return before;
}
