import { createSubscriber } from 'svelte/reactivity';

import type { Watchable } from '../state/store';

export interface Watched<T> {
  readonly current: T;
}

/** A store's value for a view: whoever reads `current` is drawn again when it changes. */
export function watch<T>(store: Watchable<T>): Watched<T> {
  const subscribe = createSubscriber((update) => store.subscribe(update));
  return {
    get current() {
      subscribe();
      return store.value;
    },
  };
}
