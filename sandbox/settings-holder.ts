import { changeSettings, type Changed, type Settings, type SettingsPatch } from './settings';

/** The settings in force; a change holds from the next call on. */
export interface SettingsHolder {
  current(): Settings;
  change(patch: SettingsPatch): Changed;
  /** Back to those of the start. */
  reset(): void;
}

export function holdSettings(initial: Settings): SettingsHolder {
  let settings = initial;
  return {
    current: () => settings,
    change(patch) {
      const changed = changeSettings(settings, patch);
      if (changed.ok) settings = changed.settings;
      return changed;
    },
    reset() {
      settings = initial;
    },
  };
}
