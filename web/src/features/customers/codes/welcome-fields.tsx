import type { ContactCode } from '../../../../../contract/src/contact-codes.ts';
import { usePerson } from '../../../lib/people.ts';
import { Field } from '../../../ui/field.tsx';
import { FileLink } from '../../../ui/form/file-link.tsx';
import { FilesField } from '../../../ui/form/files-field.tsx';
import { Textarea } from '../../../ui/input.tsx';
import { useCustomerWords } from '../words.ts';

/** What a newcomer is greeted with: words, up to nine files, and how both will look. */
export function WelcomeFields({
  welcome,
  by,
  onWelcome,
}: {
  welcome: ContactCode['welcome'];
  /** whose name the preview shows */
  by: string | undefined;
  onWelcome: (welcome: ContactCode['welcome']) => void;
}) {
  const words = useCustomerWords();
  const name = usePerson(by)?.name ?? '…';
  const text = welcome.text.trim().replaceAll('{name}', name);
  return (
    <>
      <Field label={words.welcome} hint={words.welcomeHint}>
        <Textarea
          value={welcome.text}
          maxLength={2_000}
          rows={3}
          onChange={(e) => onWelcome({ ...welcome, text: e.target.value })}
        />
      </Field>
      <div className="flex flex-col gap-1.5">
        <p className="text-dense font-medium text-text-2">{words.codeForm.files}</p>
        <FilesField
          label={words.codeForm.files}
          max={9}
          value={welcome.fileIds}
          onValue={(fileIds) => onWelcome({ ...welcome, fileIds })}
        />
      </div>
      {(text || welcome.fileIds.length > 0) && (
        <div
          role="group"
          aria-label={words.codeForm.preview}
          className="flex flex-col items-start gap-2 rounded-box bg-hover p-3"
        >
          <p className="text-small text-text-2">
            {words.codeForm.preview} · {name}
          </p>
          {text && (
            <p className="max-w-full rounded-box bg-raised px-3 py-2 wrap-anywhere whitespace-pre-wrap">
              {text}
            </p>
          )}
          {welcome.fileIds.map((fileId, i) => (
            <span key={fileId} className="max-w-full rounded-box bg-raised px-3 py-2">
              <FileLink fileId={fileId} n={i + 1} />
            </span>
          ))}
        </div>
      )}
    </>
  );
}
