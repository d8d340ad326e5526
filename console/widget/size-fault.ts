import { uploadLimits } from '../../shared/chat-files';

/** A picture that browsers show. */
export const isPicture = ({ type }: Blob): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);

/** What is wrong with its size, if anything. */
export const sizeFault = (file: Blob): 'fileTooLarge' | 'fileTooSmall' | undefined => {
  if (file.size < uploadLimits.leastBytes) return 'fileTooSmall';
  return file.size > (isPicture(file) ? uploadLimits.imageBytes : uploadLimits.fileBytes) ? 'fileTooLarge' : undefined;
};
