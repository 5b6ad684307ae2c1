/** Today as a date on the reader's wall. */
export function today(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The first and last day of the quarter that holds today. */
export function quarter(now = new Date()): { from: string; to: string } {
  const first = Math.floor(now.getMonth() / 3) * 3;
  return {
    from: today(new Date(now.getFullYear(), first, 1)),
    to: today(new Date(now.getFullYear(), first + 3, 0)),
  };
}
