// Vectors that three independent implementations agree on.
import { expect, test } from 'vitest';
import { type CallbackSecrets, decryptText, encryptText, signatureOf } from './callback-crypto.ts';

const secrets: CallbackSecrets = {
  token: 'TeahouseToken01',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  receiver: 'ww0123456789abcdef',
};
const random = Buffer.from('0123456789abcdef');
const sign = (encrypted: string) => signatureOf(secrets.token, '1700000000', '1597212914', encrypted);

const echo = 'Q3stYC6hdFzMh9T8HCvyDPxLkl9u8CEBIJ9daISX5nI5dGSYY/aTfumWzlKvlNcGzh0G/b+QxzghGxlAXi3f6Q==';
const text =
  '<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName><![CDATA[zhangsan]]></FromUserName><CreateTime>1700000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[茶🍵]]></Content><MsgId>1234567890123456</MsgId><AgentID>1000002</AgentID></xml>';
const sealedText =
  'Q3stYC6hdFzMh9T8HCvyDP/Zc0LGKOghFAotQGFQSbDCkriVKDSHKJSHfFrBQWccnfovqopGMQE03u6/g1I03Qt7mxL0EJGv7Qa7XJELpV6AItKcZaHmz0iri/yci2gt6jkBhgHfZkEPLPdg/0JOPsgwpXPC1fiP2L9Q4gujwgFV8Uzk1gUFBa7XsCVs2uWnWjVn6txGhGMHy1LBZjiC7jIh/6uPupX1pYq7IvnEOWyFseylscT7bG9ZToBeTfWivCAV6IzrFnK86bQOPEv48fJloVVC7Ai02iDCwQ7Alm90d2Dp+5DdWNW/mU3MqqvoQsyc5R2GZqGcX/Qw7vRFfhKbpEczrkWRaMEBeeezmPQ4EG9L1BzOl14mjOKQZh3r/2voAsSh2RkFjOWznakc73+ghO1CTd5UWbcXTDpX/vg=';

test.each([
  ['8263721938472918237', echo, 'f18f87107da80cbc093acf1e1d93a0ab005de26e'],
  [text, sealedText, 'a3039bc1361137bd447b11ccd42115f3953d56d0'],
])('a known text becomes the known cipher text: %s', (plain, encrypted, signature) => {
  expect(encryptText(secrets, plain, random)).toBe(encrypted);
  expect(sign(encrypted)).toBe(signature);
  expect(decryptText(secrets, encrypted)).toBe(plain);
});

test('a text that fills its last block gets a full block of padding', () => {
  const encrypted = encryptText(secrets, 'x'.repeat(26), random);
  expect(Buffer.from(encrypted, 'base64')).toHaveLength(96);
  expect(decryptText(secrets, encrypted)).toBe('x'.repeat(26));
});

test('whatever is wrong with a cipher text, it says nothing', () => {
  const bytes = Buffer.from(sealedText, 'base64');
  expect(decryptText(secrets, bytes.subarray(0, 64).toString('base64'))).toBeUndefined();
  expect(decryptText(secrets, bytes.subarray(0, 65).toString('base64'))).toBeUndefined();
  expect(decryptText(secrets, '')).toBeUndefined();
  expect(decryptText({ ...secrets, receiver: 'wwfedcba9876543210' }, sealedText)).toBeUndefined();
  expect(decryptText({ ...secrets, aesKey: secrets.aesKey.toUpperCase() }, sealedText)).toBeUndefined();
});
