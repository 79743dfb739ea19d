import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';

export const rowHeight = 28;

/** Which rows of a long table are on the screen, kept up to date while it scrolls. */
export class GridWindow {
  items: readonly VirtualItem[] = $state.raw([]);
  height = $state(0);
  private virtualizer: Virtualizer<HTMLElement, HTMLElement> | undefined;

  /** Watches a scroller; the result ends the watching. */
  attach(scroller: HTMLElement, rows: number): () => void {
    const virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count: rows,
      getScrollElement: () => scroller,
      estimateSize: () => rowHeight,
      overscan: 12,
      scrollPaddingStart: rowHeight,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: (changed) => this.read(changed),
    });
    this.virtualizer = virtualizer;
    const end = virtualizer._didMount();
    virtualizer._willUpdate();
    this.read(virtualizer);
    return end;
  }

  show(row: number): void {
    this.virtualizer?.scrollToIndex(row, { align: 'auto' });
  }

  private read(virtualizer: Virtualizer<HTMLElement, HTMLElement>): void {
    this.items = virtualizer.getVirtualItems();
    this.height = virtualizer.getTotalSize();
  }
}
