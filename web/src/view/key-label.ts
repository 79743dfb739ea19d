import { keyText } from '../state/shortcuts';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut as it stands on this machine's keyboard. */
export function keyLabel(keys: string): string {
  return keyText(keys, isMac);
}
