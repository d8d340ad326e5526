import { ElMessageBox } from 'element-plus';
import 'element-plus/es/components/message-box/style/css';
import { frameWords } from './frame-words';
import { useWords } from './language';

export interface Question {
  title: string;
  text: string;
  /** What the button says: the act itself, never "OK". */
  act: string;
  /** It cannot be undone, or somebody else will feel it. */
  grave?: boolean;
}

/** Asks before something is done; answers whether to do it. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const say = useWords(frameWords);
  return ({ title, text, act, grave = false }) =>
    ElMessageBox.confirm(text, title, { confirmButtonText: act, cancelButtonText: say('cancel'), confirmButtonType: grave ? 'danger' : 'primary', closeOnClickModal: false })
      .then(() => true, () => false);
}
