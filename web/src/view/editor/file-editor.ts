// CodeMirror for the files of a pipeline: JSON with comments with help on its keys, and SQL models.

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyField, historyKeymap } from '@codemirror/commands';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';

import type { KeyHelp } from '../../core/night-protocol';
import type { FileProblem } from '../../state/night/problems';
import { completeSpec, defaultText, keyNote, type KeyOption } from '../../state/night/spec-help';
import { sentences } from '../../state/sentences';
import { dialect } from './dialect';
import { sqlColours } from './highlight';
import { jsonc, jsoncColours } from './jsonc-mode';
import { look } from './look';

export interface FileEditorOptions {
  readonly parent: HTMLElement;
  /** What the history is remembered under. */
  readonly key: string;
  readonly path: string;
  readonly text: string;
  readonly label: string;
  readonly keys: () => readonly KeyHelp[];
  /** To look at: it can be selected and searched, not changed. */
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly onInstall: () => void;
}

export interface FileEditor {
  replace(text: string): void;
  show(problems: readonly FileProblem[]): void;
  /** Puts the cursor at a place and takes the focus. */
  goTo(offset: number): void;
  destroy(): void;
}

const remembered = new Map<string, unknown>();
const kept = { history: historyField };

export function openFileEditor(options: FileEditorOptions): FileEditor {
  const view = new EditorView({ parent: options.parent, state: startState(options) });
  return {
    replace(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    show(problems) {
      view.dispatch(setDiagnostics(view.state, marks(problems, view.state.doc.length)));
    },
    goTo(offset) {
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
    destroy() {
      remembered.set(options.key, view.state.toJSON(kept));
      view.destroy();
    },
  };
}

function startState(options: FileEditorOptions): EditorState {
  const config = { doc: options.text, extensions: extensions(options) };
  const old = remembered.get(options.key);
  if (old === undefined) return EditorState.create(config);
  const state = EditorState.fromJSON(old, config, kept);
  return state.doc.toString() === options.text ? state : EditorState.create(config);
}

/** The text may have changed since it was checked: no mark lies beyond its end. */
function marks(problems: readonly FileProblem[], end: number) {
  return problems.map(({ from, to, severity, ...error }) => ({
    from: Math.min(from, end),
    to: Math.min(to, end),
    severity,
    message: sentences(error),
  }));
}

function extensions(options: FileEditorOptions): Extension {
  const install = () => {
    options.onInstall();
    return true;
  };
  return [
    Prec.highest(keymap.of([{ key: 'Mod-Shift-Enter', run: install }])),
    EditorState.readOnly.of(options.readOnly),
    lineNumbers(),
    lintGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    highlightActiveLine(),
    search({ top: true }),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...lintKeymap,
      ...defaultKeymap,
    ]),
    languageOf(options),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': options.label, tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
    look,
  ];
}

function languageOf({ path, keys }: FileEditorOptions): Extension {
  if (path.endsWith('.sql')) return [sql({ dialect }), syntaxHighlighting(sqlColours)];
  const colours = [jsonc, syntaxHighlighting(jsoncColours)];
  if (path !== 'pipeline.jsonc') return colours;
  return [
    colours,
    jsonc.data.of({ autocomplete: (context: CompletionContext) => complete(context, keys()) }),
    hoverTooltip((view, position) => note(view, position, keys())),
  ];
}

function complete(context: CompletionContext, keys: readonly KeyHelp[]): CompletionResult | null {
  const found = completeSpec(keys, context.state.doc.toString(), context.pos);
  const typing = context.matchBefore(/["\w]+$/) !== null;
  if (found === null || found.options.length === 0 || (!typing && !context.explicit)) return null;
  const from = found.from + (found.quoted ? 1 : 0);
  return {
    from,
    options: found.options.map((option) => ({
      label: option.label,
      detail: option.detail,
      info: option.info,
      boost: option.required ? 1 : 0,
      apply: (view: EditorView, _option: unknown, at: number, end: number) =>
        insert(view, option, found.part, found.quoted, at, end),
    })),
    validFor: /^\w*$/,
  };
}

/** Puts the word in with its quotes; a key gets its colon too. */
function insert(
  view: EditorView,
  { label }: KeyOption,
  part: 'key' | 'value',
  quoted: boolean,
  from: number,
  to: number,
): void {
  const end = quoted && view.state.sliceDoc(to, to + 1) === '"' ? to + 1 : to;
  const rest = view.state.sliceDoc(end, end + 20);
  const colon = part === 'key' && !/^\s*:/.test(rest) ? ': ' : '';
  const text = `${quoted ? '' : '"'}${label}"${colon}`;
  view.dispatch({
    changes: { from, to: end, insert: text },
    selection: { anchor: from + text.length },
  });
}

function note(view: EditorView, position: number, keys: readonly KeyHelp[]) {
  const found = keyNote(keys, view.state.doc.toString(), position);
  if (found === null) return null;
  const { name, from: tool, default: usual, about } = found.help;
  const words = `${name} (${tool}): ${about}. ${defaultText(usual)}`;
  return {
    pos: found.from,
    end: found.to,
    create() {
      const dom = document.createElement('div');
      dom.className = 'cm-key-note';
      dom.textContent = words;
      return { dom };
    },
  };
}
