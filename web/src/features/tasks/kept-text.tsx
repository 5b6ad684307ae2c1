import { useState } from 'react';
import { Input, Textarea } from '../../ui/input.tsx';

/** Words that are kept when one leaves the field or presses Enter. What the server says meanwhile does not overwrite what is being typed. */
export function KeptText({
  value,
  most,
  long = false,
  needed = false,
  placeholder,
  onValue,
}: {
  value: string;
  most: number;
  long?: boolean;
  needed?: boolean;
  placeholder?: string;
  onValue?: ((value: string) => void) | undefined;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const leave = () => {
    if (typed !== null && typed !== value && (typed.trim() || !needed)) onValue?.(typed);
    setTyped(null);
  };
  const shared = {
    value: typed ?? value,
    maxLength: most,
    readOnly: !onValue,
    placeholder,
    onBlur: leave,
  };
  return long ? (
    <Textarea {...shared} onChange={(e) => setTyped(e.target.value)} />
  ) : (
    <Input
      {...shared}
      onChange={(e) => setTyped(e.target.value)}
      onKeyDown={(e) => e.key === 'Enter' && !e.nativeEvent.isComposing && leave()}
    />
  );
}
