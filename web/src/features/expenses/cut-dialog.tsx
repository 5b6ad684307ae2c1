import { useState } from 'react';
import type { Claim, ClaimLine } from '../../../../contract/src/expenses.ts';
import { api } from '../../lib/api.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { majorText, minorText } from './money.ts';
import { Sheet } from './sheet.tsx';
import { useExpenseWords } from './words.ts';

/** Approves less of a line than was claimed. */
export function CutDialog({
  claim,
  line,
  onClose,
  onDone,
}: {
  claim: Claim;
  line: ClaimLine;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = useExpenseWords();
  const [amount, setAmount] = useState(majorText(line.approved, claim.currency));
  const [reason, setReason] = useState(line.cutReason);
  const approved = minorText(amount, claim.currency);
  return (
    <Sheet
      title={words.cutTitle}
      text={words.cutText}
      fits={approved !== null && BigInt(approved) <= BigInt(line.claimed) && reason.trim() !== ''}
      save={() =>
        api.expensesAdmin.cutLine({ claimId: claim.id, line: line.no, approved: approved ?? '0', reason })
      }
      onClose={onClose}
      onDone={onDone}
    >
      <Field label={words.cutAmount}>
        <Input inputMode="decimal" value={amount} onChange={(e) => setAmount(e.target.value)} />
      </Field>
      <Field label={words.cutReason} required>
        <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
      </Field>
    </Sheet>
  );
}
