// Where the focus goes: to the heading of a new screen, and from pane to pane with F6.

let firstScreen = true;

/** For the h1 of a screen: takes the focus when the screen replaces another one. */
export function takeFocus(heading: HTMLElement): void {
  if (!firstScreen) heading.focus({ preventScroll: true });
  if (!firstScreen) window.scrollTo(0, 0);
  firstScreen = false;
}

/** Moves to the next or previous element marked with data-pane. */
export function focusPane(direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  );
  if (panes.length === 0) return;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = here === -1 ? (direction === 1 ? 0 : panes.length - 1) : here + direction;
  const pane = panes[(next + panes.length) % panes.length];
  const inner = pane?.querySelector<HTMLElement>('[data-pane-focus], .cm-content');
  (inner ?? pane)?.focus();
}
