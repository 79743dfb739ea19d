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
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
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
import type { Problem } from '../../state/desk-state';
import type { TextRange } from '../../state/desk';
import { completeNames } from './completion';
import { dialect } from './dialect';
import { sqlColours } from './highlight';
import { look } from './look';

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
  show(problem: Problem | null): void;
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
    show: (problem) => view.dispatch(setDiagnostics(view.state, underline(view.state, problem))),
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

function underline(state: EditorState, problem: Problem | null) {
  if (problem === null) return [];
  const { from, to } = rangeAt(state.doc.toString(), problem.offset_utf16);
  return [{ from, to, severity: 'error' as const, message: problem.message }];
}

/** The word at an offset; past the end it is the last character, so that something is underlined. */
export function rangeAt(text: string, offset: number): { from: number; to: number } {
  const end = text.trimEnd().length;
  if (offset >= end) return { from: Math.max(end - 1, 0), to: end };
  const word = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(text.slice(offset));
  return { from: offset, to: offset + (word?.[0].length ?? 1) };
}
