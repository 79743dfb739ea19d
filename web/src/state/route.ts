// Addresses live behind the '#': no server has to know them, and every static host will do.

import type { StepKind } from '../core/protocol';

export interface CatalogueFilter {
  readonly text: string;
  readonly kind: StepKind | null;
}

export type Route =
  | { readonly kind: 'catalogue'; readonly filter: CatalogueFilter }
  | { readonly kind: 'lesson'; readonly slug: string; readonly step: string | null }
  | { readonly kind: 'progress' }
  | { readonly kind: 'unknown'; readonly hash: string };

export const noFilter: CatalogueFilter = { text: '', kind: null };

const stepKinds: readonly string[] = [
  'read',
  'query',
  'quiz',
  'switches',
  'night',
] satisfies StepKind[];

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0) return { kind: 'catalogue', filter: parseFilter(query) };
  if (parts[0] === 'progress' && parts.length === 1) return { kind: 'progress' };
  if (parts[0] === 'lesson' && parts[1] !== undefined && parts.length <= 3) {
    return { kind: 'lesson', slug: decode(parts[1]), step: parts[2] ? decode(parts[2]) : null };
  }
  return { kind: 'unknown', hash };
}

export function formatRoute(route: Route): string {
  switch (route.kind) {
    case 'catalogue':
      return `#/${formatFilter(route.filter)}`;
    case 'lesson':
      return lessonHref(route.slug, route.step);
    case 'progress':
      return '#/progress';
    case 'unknown':
      return route.hash;
  }
}

export function lessonHref(slug: string, step: string | null = null): string {
  const lesson = `#/lesson/${encodeURIComponent(slug)}`;
  return step === null ? lesson : `${lesson}/${encodeURIComponent(step)}`;
}

function parseFilter(query: string): CatalogueFilter {
  const parameters = new URLSearchParams(query);
  const kind = parameters.get('kind');
  return {
    text: parameters.get('text') ?? '',
    kind: kind !== null && stepKinds.includes(kind) ? (kind as StepKind) : null,
  };
}

function formatFilter({ text, kind }: CatalogueFilter): string {
  const parameters = new URLSearchParams();
  if (text !== '') parameters.set('text', text);
  if (kind !== null) parameters.set('kind', kind);
  const query = parameters.toString();
  return query === '' ? '' : `?${query}`;
}

/** A hash typed by hand may hold a broken escape; then it simply names nothing. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
