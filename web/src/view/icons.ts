// Drawn on a grid of 16 by 16, stroked with the colour of the text around them.
export const shapes = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  circle: 'M8 2.5a5.5 5.5 0 1 0 .01 0z',
  half: 'M8 2.5a5.5 5.5 0 1 0 .01 0zM8 2.5v11M10.5 3.2v9.6M12.5 5v6',
  dash: 'M3.5 8h9',
  plus: 'M8 3v10M3 8h10',
  play: 'M5 3.2l7.5 4.8L5 12.8z',
  stop: 'M4 4h8v8H4z',
  left: 'M10 3L5 8l5 5',
  right: 'M6 3l5 5-5 5',
  down: 'M3 6l5 5 5-5',
  search: 'M7 2.5a4.5 4.5 0 1 0 .01 0zM10.4 10.4L14 14',
  gear: 'M8 5.6a2.4 2.4 0 1 0 .01 0zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4',
  help: 'M5.6 5.8a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.8-1.2 1.7M8 12.2v.6',
  bulb: 'M6 13.5h4M6.2 11.5h3.6M6.2 11.3C6.2 9.6 4 9 4 6.2a4 4 0 0 1 8 0c0 2.8-2.2 3.4-2.2 5.1',
  warning: 'M8 2.2l6.2 11.3H1.8zM8 6.4v3.4M8 11.6v.4',
  clock: 'M8 2.5a5.5 5.5 0 1 0 .01 0zM8 5v3.2l2.2 1.5',
  undo: 'M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.7h11M6.5 6.7v5.8',
} as const;

export type IconName = keyof typeof shapes;
