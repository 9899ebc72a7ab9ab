const KEY = 'bonafide:keys';
const OFF = 'off';

/** Whether single keys work. They can stand in the way of speech input, so whoever likes switches them off. */
export const areShortcutsOn = (): boolean => localStorage.getItem(KEY) !== OFF;

/** Switches them on or off, for this browser. */
export const switchShortcuts = (isOn: boolean): void => localStorage.setItem(KEY, isOn ? 'on' : OFF);
