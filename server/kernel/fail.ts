import { type ErrorCode, errors } from '@teahouse/contract/errors';

export interface FieldFault {
  /** dotted path of the input field */
  path: string;
  text: string;
}

/** The only error thrown on purpose. People read the sentence of its code; `message` is for our logs and never leaves the house. */
export class Failure extends Error {
  override name = 'Failure';
  readonly code: ErrorCode;
  readonly fields: readonly FieldFault[];
  constructor(code: ErrorCode, why = '', fields: readonly FieldFault[] = []) {
    super(`${code} ${why}`.trim());
    this.code = code;
    this.fields = fields;
  }
  get status(): number {
    return errors[this.code].status;
  }
  text(locale: 'zh' | 'en'): string {
    const text: string = errors[this.code][locale];
    return this.fields.reduce((told, { path, text: value }) => told.replace(`{${path}}`, value), text);
  }
}

/** Ends the work with a promised error. `why` goes to our logs only. */
export function fail(code: ErrorCode, why?: string, fields?: readonly FieldFault[]): never {
  throw new Failure(code, why, fields);
}
