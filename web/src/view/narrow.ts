/** Whether task and desk are two screens, and what is on them stands one below the other. */
export function isNarrow(): boolean {
  return matchMedia('(max-width: 799px)').matches;
}
