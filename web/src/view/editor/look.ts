import { EditorView } from '@codemirror/view';

/** Every colour is one of the page's tokens, so that the editor follows the theme by itself. */
export const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--page)', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    fontSize: 'var(--editor-font)',
    lineHeight: '1.6',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { background: 'var(--select)' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)',
  },
  '.cm-gutters': {
    backgroundColor: 'var(--page)',
    color: 'var(--muted)',
    border: 'none',
    paddingLeft: '6px',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--text)' },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--late) 22%, transparent)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--line)',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--failed)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--failed)',
    textUnderlineOffset: '3px',
    backgroundColor: 'var(--failed-soft)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: '6px',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '13px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionDetail': { color: 'inherit', opacity: '0.8' },
  '.cm-diagnostic': {
    maxWidth: 'min(34rem, 92vw)',
    padding: '6px 10px',
    fontFamily: 'var(--sans)',
    fontSize: '14px',
  },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--failed)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--late)' },
  '.cm-diagnostic-info': { borderLeft: '4px solid var(--muted)' },
  '.cm-lintRange-warning, .cm-lintRange-info': {
    backgroundImage: 'none',
    textDecoration: 'underline dotted var(--late)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-info': { textDecorationColor: 'var(--muted)' },
  '.cm-lintRange-active': { backgroundColor: 'var(--select)' },
  '.cm-panel.cm-panel-lint [name=close]': { minWidth: '24px' },
  '.cm-key-note': { maxWidth: '26rem', padding: '6px 10px', fontSize: '14px' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 10px', fontSize: '13px' },
  '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--text)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--hair)' },
  '.cm-panel.cm-search': { padding: '6px 8px', fontFamily: 'var(--sans)' },
  '.cm-panel.cm-search label': { fontSize: '13px' },
  '.cm-textfield': { border: '1px solid var(--line)', backgroundColor: 'var(--page)' },
  '.cm-button': {
    border: '1px solid var(--line)',
    backgroundImage: 'none',
    backgroundColor: 'var(--raised)',
  },
  '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--late) 30%, transparent)' },
  '.cm-searchMatch-selected': {
    backgroundColor: 'color-mix(in srgb, var(--late) 55%, transparent)',
  },
});
