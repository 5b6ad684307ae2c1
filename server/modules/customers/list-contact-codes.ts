import { contactCodes } from '@teahouse/contract/contact-codes';
import { implementRaw } from '../../kernel/module.ts';
import { myCodes, toContactCode } from './contact-code.access.ts';

export const listContactCodes = implementRaw(contactCodes.listContactCodes, async (call) => ({
  codes: (await call.work(myCodes)).map((row) => toContactCode(call, row)),
}));
