// The door of files: uploads that can be resumed, bytes shown only to those who may see them, faces.
import { files as contract } from '@teahouse/contract/files';
import { defineModule } from '../../kernel/module.ts';
import { getAvatar, setAvatar } from './avatar.ts';
import { continueUpload } from './continue-upload.ts';
import { makeThumbs, sweepFiles } from './files.jobs.ts';
import { describeFile, getFile, getThumb } from './get-file.ts';
import { cancelUpload, getUpload } from './get-upload.ts';
import { startUpload } from './start-upload.ts';

export {
  attachable,
  attachFile,
  attachFiles,
  detachFiles,
  factsOfFiles,
  type Place,
  type Placement,
  placeFiles,
} from './attach-files.ts';
export { bytesOfFile, faceFromFile, fileById, keepBytes, openBytes } from './keep-bytes.ts';
export { openPicture, pictureUrl } from './public-picture.ts';
export { getFile, getThumb } from './get-file.ts';
export { storeFile } from './store-file.ts';
export { keptByKind, largestPlaces, removeFilesBefore, removeUnplaced } from './kept-files.ts';
export { pixelsOfPicture, previewPicture } from './picture.ts';

export const files = defineModule({
  name: 'files',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    startUpload,
    continueUpload,
    getUpload,
    cancelUpload,
    describeFile,
    getFile,
    getThumb,
    setAvatar,
    getAvatar,
  },
  jobs: [makeThumbs, sweepFiles],
});
