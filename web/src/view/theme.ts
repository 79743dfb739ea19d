import type { Theme } from '../state/settings';

/** Puts a theme on the page; "auto" follows the system until the returned function is called. */
export function applyTheme(theme: Theme): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const system = dark.matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = theme === 'auto' ? system : theme;
  };
  apply();
  rememberTheme(theme);
  dark.addEventListener('change', apply);
  return () => dark.removeEventListener('change', apply);
}

/** before.js reads it before anything is drawn, where IndexedDB would be too late. */
function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem('nightshift:theme', theme);
  } catch {
    // The theme then settles a moment after the page appears.
  }
}
