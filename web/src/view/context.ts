import { createContext } from 'svelte';

import type { Session } from '../state/session';

/** Every view below App reaches the session through this. */
export const [getSession, setSession] = createContext<Session>();
