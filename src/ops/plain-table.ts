/** For `cli-table3`: columns side by side and nothing drawn between them, so that the output can be cut and searched. */
export const borderless = {
  chars: Object.fromEntries(
    [
      ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
      ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
    ].map((name) => [name, '']),
  ),
  style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
};

/** Columns between the text of one cell and the next. */
export const columnGap = borderless.style['padding-right'];
