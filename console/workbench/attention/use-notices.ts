import { defineStore } from 'pinia';
import { ref } from 'vue';
import { storage } from '../this-browser';

export interface Notice {
  title: string;
  body?: string;
  /** The same again takes the place of the one before. */
  tag: string;
  open(): void;
}

/** Desktop notices: never asked for by itself, only when he presses the button. */
export const useNotices = defineStore('notices', () => {
  const permission = ref<NotificationPermission | 'missing'>('Notification' in window ? Notification.permission : 'missing');
  const isOn = ref(storage.read('notices') !== 'off');

  return {
    permission, isOn,
    choose(on: boolean): void {
      isOn.value = on;
      storage.write('notices', on ? 'on' : 'off');
    },
    async allow(): Promise<void> {
      if (permission.value === 'missing') return;
      permission.value = await Notification.requestPermission();
    },
    show({ title, body, tag, open }: Notice): void {
      if (!isOn.value || permission.value !== 'granted') return;
      try {
        const shown = new Notification(title, { tag, ...(body !== undefined && { body }) });
        shown.onclick = () => {
          window.focus();
          open();
          shown.close();
        };
      } catch {
        // phones have the name but refuse to make one outside of a service worker
        permission.value = 'missing';
      }
    },
  };
});
