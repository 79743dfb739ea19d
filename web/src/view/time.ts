const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** An ISO moment in the words of this browser. */
export function shortDateTime(iso: string): string {
  return iso === '' ? '' : dateTime.format(new Date(iso));
}

export function shortTime(iso: string): string {
  return time.format(new Date(iso));
}
