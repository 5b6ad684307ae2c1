import { api } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { CodeShelf } from '../../ui/code-shelf.tsx';
import { type SendFile, SendFileContext } from '../../ui/form/send-file.ts';
import { CodeDialog } from './codes/code-dialog.tsx';
import { CodeFigures } from './codes/code-figures.tsx';
import { useCustomerWords } from './words.ts';

/** Contact-me codes I made, serve or administer: make and change them, show them, see how many came. */
export function CodeList({ sendFile }: { sendFile: SendFile }) {
  const words = useCustomerWords();
  const loaded = useLoaded('codes', () => api.contactCodes.listContactCodes({}));
  const { kinds } = words.codeForm;
  return (
    <SendFileContext value={sendFile}>
      <CodeShelf
        loaded={loaded}
        facts={(code) => [
          code.kind === 'member' ? '' : kinds[code.kind],
          code.channel ?? '',
          code.members.map((m) => m.name).join('、'),
          words.came(code.customers),
          words.scans(code.scans),
        ]}
        pictureOf={(code) => `/api/contact-codes/${code.id}/qr`}
        turn={(code) => api.contactCodes.changeContactCode({ codeId: code.id, closed: !code.closed })}
        maker={(close, made, code) => <CodeDialog code={code} onClose={close} onDone={made} />}
        changeable={(code) => (code.changeable ? words.codeForm.change : '')}
        detail={(code) => <CodeFigures code={code} />}
        words={{ ...words, noCodesText: words.noneText }}
      />
    </SendFileContext>
  );
}
