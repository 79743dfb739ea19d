// Where the cursor of a grid goes when a key is pressed, after the ARIA pattern for data grids.

export interface GridCursor {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen. */
  readonly page: number;
}

export interface GridKey {
  readonly key: string;
  readonly control: boolean;
}

/** The new cursor, or null when the key is not one of the grid's. */
export function moveCursor(
  cursor: GridCursor,
  size: GridSize,
  pressed: GridKey,
): GridCursor | null {
  const moved = target(cursor, size, pressed);
  if (moved === null) return null;
  return {
    row: clamp(moved.row, size.rows - 1),
    column: clamp(moved.column, size.columns - 1),
  };
}

function target({ row, column }: GridCursor, size: GridSize, { key, control }: GridKey) {
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'PageUp':
      return { row: row - size.page, column };
    case 'PageDown':
      return { row: row + size.page, column };
    case 'Home':
      return { row: control ? 0 : row, column: 0 };
    case 'End':
      return { row: control ? size.rows - 1 : row, column: size.columns - 1 };
    default:
      return null;
  }
}

function clamp(index: number, last: number): number {
  return Math.min(Math.max(index, 0), Math.max(last, 0));
}
