/** One of the vendor's numbers, with its text. */
export class FeishuError extends Error {
  readonly code: number;
  constructor(code: number, msg: string) {
    super(msg);
    this.code = code;
  }
}
