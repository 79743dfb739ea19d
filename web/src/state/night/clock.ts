// Time in a night: whole microseconds since 1970 in UTC, exact in a number until the year 2255. Every
// text is UTC, so that what one learner reads another one reads too.

export type TimeUs = number;

export const secondUs = 1_000_000;
export const minuteUs = 60 * secondUs;
export const hourUs = 60 * minuteUs;
export const dayUs = 24 * hourUs;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads 2026-03-11T02:00:00Z, with up to six digits of a second; NaN for anything else. */
export function readTime(text: string): TimeUs {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/.exec(text);
  if (parts === null) return NaN;
  return Date.parse(`${parts[1]}Z`) * 1000 + Number((parts[2] ?? '').padEnd(6, '0'));
}

/** The same moment as a text, with as many digits of a second as it needs. */
export function writeTime(time: TimeUs): string {
  const fraction = time % secondUs;
  const whole = new Date((time - fraction) / 1000).toISOString().slice(0, 19);
  const digits = fraction === 0 ? '' : `.${`${fraction}`.padStart(6, '0').replace(/0+$/, '')}`;
  return `${whole}${digits}Z`;
}

/** "03:12", or "03:12:40" where seconds matter. */
export function clockText(time: TimeUs): string {
  const text = new Date(time / 1000).toISOString().slice(11, 19);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}

/** "11 Mar" */
export function dayText(time: TimeUs): string {
  const date = new Date(time / 1000);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** "11 Mar 03:12" */
export function momentText(time: TimeUs): string {
  return `${dayText(time)} ${clockText(time)}`;
}

/** "2 d 3 h", "1 h 20 min", "40 s", "0.2 s": the two largest units. */
export function durationText(duration: number): string {
  if (duration < secondUs) return duration === 0 ? '0 s' : `${(duration / secondUs).toFixed(1)} s`;
  const units: readonly (readonly [number, string])[] = [
    [dayUs, 'd'],
    [hourUs, 'h'],
    [minuteUs, 'min'],
    [secondUs, 's'],
  ];
  const largest = units.findIndex(([size]) => duration >= size);
  let rest = duration;
  const parts = units.slice(largest, largest + 2).map(([size, name]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? '' : `${count} ${name}`;
  });
  return parts.filter((part) => part !== '').join(' ');
}

/** The next whole second: moves are made at whole seconds. */
export function wholeSecond(time: TimeUs): TimeUs {
  return Math.ceil(time / secondUs) * secondUs;
}
