/** Only an answer that was found to be wrong on some data needs it. */
export const fetchSmallest = () => import('./SmallestInput.svelte');
