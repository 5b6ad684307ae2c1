import { useState } from 'react';
import { Field } from '../../../ui/field.tsx';
import { Input } from '../../../ui/input.tsx';
import { useDesignWords } from './words.ts';

/** Where a note leads; only a whole web address is taken over. */
export function LinkField({ value, onLink }: { value: string; onLink: (link: string | undefined) => void }) {
  const words = useDesignWords();
  const [text, setText] = useState(value);
  const fine = (link: string) => link === '' || (/^https?:\/\//.test(link) && URL.canParse(link));
  return (
    <Field label={words.link} optional error={fine(text) ? null : words.linkBad}>
      <Input
        type="url"
        value={text}
        onChange={(e) => {
          const next = e.target.value.trim();
          setText(next);
          if (fine(next)) onLink(next || undefined);
        }}
      />
    </Field>
  );
}
