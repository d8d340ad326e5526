import { complain } from './complain';
import { settingsOfAddress } from './settings';
import { start } from './start';

const settings = settingsOfAddress(location.href, document.documentElement.lang);
if (settings === undefined) complain('This page belongs at /chat/<site>.');
else start(settings, 'page', (shell) => shell.open());
