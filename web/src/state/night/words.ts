// An event in plain words, how grave it is, and whether it is worth stopping at.

import { durationText } from './clock';
import { plural } from '../plural';
import { numberOf, textOf, type TraceEvent } from './trace';

export type Level = 'info' | 'warn' | 'error';

/** One sentence about an event, for people. */
export function sentenceOf(event: TraceEvent): string {
  const say = textOf(event, 'say');
  switch (event.k) {
    case 'src.write':
      return `Order ${textOf(event, 'id')} ${event.d?.['op'] === 'c' ? 'written' : 'changed'}: ${textOf(event, 'status')}`;
    case 'src.schema':
      return `Columns are now ${spaced(textOf(event, 'after'))} (version ${textOf(event, 'version')})`;
    case 'app.release':
      return `Released: ${textOf(event, 'change')}${event.d?.['overridden'] === true ? ' (against objections)' : ''}`;
    case 'ci.check':
      return event.d?.['passed'] === true
        ? `Checks before the release passed: ${textOf(event, 'change')}`
        : `Checks before the release object: ${textOf(event, 'objections')}`;
    case 'run.start':
      return `Run started (${textOf(event, 'type')}) for ${interval(event)}`;
    case 'run.end':
      return `Run ended: ${stateWords(textOf(event, 'state'))}`;
    case 'task.state':
      return `Is now ${stateWords(textOf(event, 'state'))}`;
    case 'task.end':
      return ended(event);
    case 'sync.read':
      return `Read ${rows(event)} from ${textOf(event, 'source') || textOf(event, 'from') || 'the source'}`;
    case 'sync.drop':
      return `Left out ${rows(event)}: ${reason(event)}`;
    case 'write.batch':
      return `Wrote ${rows(event)} to ${textOf(event, 'table')}, not committed yet`;
    case 'commit':
      return `Committed ${rows(event)} to ${textOf(event, 'table')}`;
    case 'state.save':
      return `Remembers that it has read up to ${textOf(event, 'cursor')}`;
    case 'crash':
      return 'The worker was lost';
    case 'retry.wait':
      return `Tries again in ${durationText(numberOf(event, 'wait_us'))}`;
    case 'check.result':
      return `Check of ${textOf(event, 'on')} says ${textOf(event, 'state')}: ${say}${vacuous(event)}`;
    case 'contract.result':
      return `Contract ${textOf(event, 'contract')} at ${textOf(event, 'at')}: ${say || (event.d?.['passed'] === true ? 'kept' : 'broken')}`;
    case 'quarantine':
      return `Set aside ${rows(event)} in ${textOf(event, 'table')}: ${say}`;
    case 'monitor.eval':
      return `Monitor says ${textOf(event, 'state')}: ${say}`;
    case 'tile.show':
      return shows(event);
    case 'tile.flag':
      return event.d?.['stale'] === true
        ? `Flagged as not to be trusted: ${textOf(event, 'text')}`
        : 'The flag was taken away';
    case 'page.open':
      return `Page: ${textOf(event, 'summary')}`;
    case 'page.escalate':
      return `Nobody answered, so ${textOf(event, 'who') || 'the next one'} is called`;
    case 'page.ack':
      return `Acknowledged by ${textOf(event, 'who') || 'you'}`;
    case 'page.resolve':
      return `Resolved by ${textOf(event, 'who') || 'you'}`;
    case 'note':
      return textOf(event, 'message');
    case 'act':
      return event.d?.['command'] === undefined
        ? `Installed ${spaced(textOf(event, 'installed'))}`
        : textOf(event, 'command');
    case 'limit':
      return 'A limit was reached: what comes after is not known';
    default:
      return Object.entries(event.d ?? {})
        .map(([key, value]) => `${key} ${String(value)}`)
        .join(', ');
  }
}

const rows = (event: TraceEvent) => plural(numberOf(event, 'rows'), 'row', 'rows');
const spaced = (list: string) => list.replaceAll(',', ', ');
const vacuous = (event: TraceEvent) =>
  event.d?.['vacuous'] === true ? ' (it looked at no row)' : '';

const interval = (event: TraceEvent) =>
  `${textOf(event, 'data_interval_start')} to ${textOf(event, 'data_interval_end')}`;

function reason(event: TraceEvent): string {
  const filter = textOf(event, 'filter');
  return filter === ''
    ? textOf(event, 'reason')
    : `the row filter “${filter}” was not true for them`;
}

function ended(event: TraceEvent): string {
  const counts = `read ${numberOf(event, 'read').toLocaleString('en')}, wrote ${numberOf(event, 'written').toLocaleString('en')}`;
  const message = textOf(event, 'message');
  const state = stateWords(textOf(event, 'state'));
  return message === '' ? `Ended: ${state}, ${counts}` : `Ended: ${state}, ${counts}. ${message}`;
}

function shows(event: TraceEvent): string {
  const kind = textOf(event, 'kind');
  const stale = event.d?.['stale'] === true ? ', marked as stale' : '';
  if (kind === 'value') return `Shows ${money(numberOf(event, 'value'))}${stale}`;
  return `Shows ${kind === 'no_data' ? 'that it has no data' : 'an error'}${stale}`;
}

/** Minor units as money: the shop has one currency. */
export function money(cents: number): string {
  const sign = cents < 0 ? '−' : '';
  const whole = Math.floor(Math.abs(cents) / 100).toLocaleString('en');
  return `${sign}$${whole}.${`${Math.abs(cents) % 100}`.padStart(2, '0')}`;
}

const states: Readonly<Record<string, string>> = {
  none: 'not started',
  queued: 'waiting to start',
  running: 'running',
  success: 'success',
  failed: 'failed',
  up_for_retry: 'waiting for another try',
  upstream_failed: 'blocked: what it needs has failed',
  skipped: 'skipped',
};

export function stateWords(state: string): string {
  return states[state] ?? state;
}

export function levelOf(event: TraceEvent): Level {
  switch (event.k) {
    case 'task.end':
    case 'task.state':
    case 'run.end':
      return levelOfState(textOf(event, 'state'));
    case 'crash':
    case 'limit':
    case 'page.open':
    case 'page.escalate':
      return 'error';
    case 'retry.wait':
    case 'quarantine':
      return 'warn';
    case 'check.result':
    case 'monitor.eval':
      return levelOfState(textOf(event, 'state'));
    case 'contract.result':
    case 'ci.check':
      return event.d?.['passed'] === false ? 'error' : 'info';
    case 'tile.show':
      return textOf(event, 'kind') === 'error' ? 'error' : 'info';
    default:
      return 'info';
  }
}

function levelOfState(state: string): Level {
  if (state === 'failed' || state === 'error') return 'error';
  return ['upstream_failed', 'up_for_retry', 'warn', 'unknown'].includes(state) ? 'warn' : 'info';
}

/** Worth stopping at: what people would put on a timeline of the incident. */
export function isNotable(event: TraceEvent): boolean {
  switch (event.k) {
    case 'src.schema':
    case 'app.release':
    case 'tile.show':
    case 'tile.flag':
    case 'page.open':
    case 'page.escalate':
    case 'page.ack':
    case 'page.resolve':
    case 'act':
    case 'note':
    case 'crash':
    case 'quarantine':
    case 'limit':
      return true;
    case 'monitor.eval':
      return textOf(event, 'state') !== 'unknown';
    case 'run.end':
    case 'contract.result':
    case 'ci.check':
    case 'check.result':
      return levelOf(event) === 'error';
    case 'task.end':
      return levelOf(event) !== 'info';
    default:
      return false;
  }
}
