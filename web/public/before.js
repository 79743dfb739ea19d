// Runs before the app, in the plainest JavaScript: sets the theme so that the page does not flash,
// and says what is missing where the app cannot start.
(function () {
  var theme = null;
  try {
    theme = localStorage.getItem('nightshift:theme');
  } catch (refused) {
    // Without storage the page follows the system's theme.
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.setAttribute('data-theme', theme);
  var problem = '';
  if (location.protocol === 'file:') {
    problem =
      'A browser does not let a page that was opened from a file load its parts. Serve this folder ' +
      'instead, for example with "python3 -m http.server", and open the address that it prints.';
  } else if (
    typeof WebAssembly !== 'object' ||
    typeof Worker !== 'function' ||
    !('noModule' in HTMLScriptElement.prototype) ||
    typeof Array.prototype.at !== 'function' ||
    typeof HTMLDialogElement !== 'function'
  ) {
    problem =
      'This browser is too old for Nightshift: it needs WebAssembly, module workers and dialogs. ' +
      'Any browser of the last three years has them.';
  }
  if (problem === '') return;
  window.nightshiftUnsupported = true;
  document.addEventListener('DOMContentLoaded', function () {
    document.getElementById('starting').textContent = problem;
  });
})();
