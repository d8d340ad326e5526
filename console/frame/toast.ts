import { ElMessage } from 'element-plus';
import 'element-plus/es/components/message/style/css';

/** A short word at the top that something was done; goes away by itself. */
export const toast = (words: string): void => void ElMessage({ message: words, type: 'success', grouping: true });

/** That something was not done, where there is no place on the page to say it. */
export const toastFailure = (words: string): void => void ElMessage({ message: words, type: 'error', grouping: true, duration: 6000, showClose: true });

/** That something happened which nobody here did. */
export const toastNews = (words: string): void => void ElMessage({ message: words, type: 'info', grouping: true, duration: 6000, showClose: true });
