import type { DeskSettings } from '../../../../shared/config/desk-config';

/** The settings as the form holds them: every field there, empty when not chosen. */
export interface SettingsForm extends Omit<DeskSettings, 'capacity' | 'surveyDays' | 'timeZone'> {
  capacity: number | undefined;
  surveyDays: number | undefined;
  timeZone: string;
}

export const formOf = ({ allowances: { message, enter }, ...settings }: DeskSettings): SettingsForm => ({
  ...settings, capacity: settings.capacity, surveyDays: settings.surveyDays, timeZone: settings.timeZone ?? '', allowances: { message: { ...message }, enter: { ...enter } },
});

/** What is sent: what nobody chose is absent. */
export function settingsOf({ capacity, surveyDays, timeZone, allowances: { message, enter }, ...others }: SettingsForm): DeskSettings {
  return {
    ...others, allowances: { message: { ...message }, enter: { ...enter } },
    ...(typeof capacity === 'number' && { capacity }), ...(typeof surveyDays === 'number' && { surveyDays }), ...(timeZone !== '' && { timeZone }),
  };
}
