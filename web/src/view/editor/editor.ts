// CodeMirror, made into the lab's SQL editor. The text and its undo history outlive the editor's
// element, so that a walk to another step and back loses nothing.

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyField, historyKeymap } from '@codemirror/commands';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';

import type { TableDescription } from '../../core/protocol';
import type { Problems } from '../../state/desk-state';
import type { TextRange } from '../../state/desk';
import { completeNames } from './completion';
import { dialect } from './dialect';
import { sqlColours } from './highlight';
import { look } from './look';
import { drawn, dropTouched, placeNow } from './marks';

export interface EditorOptions {
  readonly parent: HTMLElement;
  /** What the history is remembered under. */
  readonly key: string;
  readonly text: string;
  readonly label: string;
  readonly tables: readonly TableDescription[];
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  readonly onGrade: () => void;
  /** Whether something ran that Escape has stopped. */
  readonly onEscape: () => boolean;
}

export interface Editor {
  text(): string;
  /** The selected text, or null when nothing is selected. */
  selection(): TextRange | null;
  /** Replaces the whole text; Undo brings the old one back. */
  replace(text: string): void;
  /** Marks problems in the text that they are about; in any other text nothing. */
  show(problems: Problems): void;
  /** Puts the cursor at what was shown from this offset on, wherever it stands by now, and takes the focus. */
  goTo(offset: number): void;
  focus(): void;
  destroy(): void;
}

const remembered = new Map<string, unknown>();
const kept = { history: historyField };

export function openEditor(options: EditorOptions): Editor {
  const view = new EditorView({ parent: options.parent, state: startState(options) });
  return {
    text: () => view.state.doc.toString(),
    selection: () => selectedText(view.state),
    replace(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    show: (problems) => view.dispatch(drawn(view.state, problems)),
    goTo(offset) {
      const anchor = placeNow(view.state, offset) ?? Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    destroy() {
      remembered.set(options.key, view.state.toJSON(kept));
      view.destroy();
    },
  };
}

function startState(options: EditorOptions): EditorState {
  const config = { doc: options.text, extensions: extensions(options) };
  const old = remembered.get(options.key);
  if (old === undefined) return EditorState.create(config);
  const state = EditorState.fromJSON(old, config, kept);
  return state.doc.toString() === options.text ? state : EditorState.create(config);
}

function extensions(options: EditorOptions): Extension {
  return [
    Prec.highest(keymap.of(labKeys(options))),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...lintKeymap,
      ...defaultKeymap,
    ]),
    sql({ dialect, upperCaseKeywords: true }),
    dialect.language.data.of({ autocomplete: completeNames(options.tables) }),
    syntaxHighlighting(sqlColours),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
    dropTouched,
    look,
  ];
}

/** Tab is left alone: it leads out of the editor, as everywhere on the page. */
function labKeys({ onRun, onGrade, onEscape }: EditorOptions) {
  // A popup left open would cover the very text that a result is about.
  const done = (act: () => void) => (view: EditorView) => {
    closeCompletion(view);
    act();
    return true;
  };
  return [
    { key: 'Mod-Enter', run: done(onRun) },
    { key: 'Shift-Enter', run: done(onRun) },
    { key: 'Mod-Shift-Enter', run: done(onGrade) },
    { key: 'Escape', run: onEscape },
  ];
}

function selectedText(state: EditorState): TextRange | null {
  const { from, to } = state.selection.main;
  const text = state.sliceDoc(from, to);
  return text.trim() === '' ? null : { from, text };
}
