// What the frame around an app's page allows. That a page cannot get out in a real browser is shown in e2e/app-page.test.ts.
import { expect, test } from 'vitest';
import { frameDocument, framePolicy } from './frame-document.ts';

const app = { name: '报销', trustedDomain: 'app.example.com', homeUrl: 'https://app.example.com/home' };
const us = 'https://tea.example.com:8443';
const sandboxOf = (document: string) => /sandbox="([^"]*)"/.exec(document)?.[1]?.split(' ') ?? [];

test('a page may run, ask and open windows as bound as itself; it never moves the window around it', () => {
  const allowed = sandboxOf(frameDocument(app, app.homeUrl, us));
  expect(allowed.toSorted()).toEqual([
    'allow-downloads',
    'allow-forms',
    'allow-modals',
    'allow-popups',
    'allow-same-origin',
    'allow-scripts',
  ]);
  for (const escape of [
    'allow-top-navigation',
    'allow-top-navigation-by-user-activation',
    'allow-top-navigation-to-custom-protocols',
    'allow-popups-to-escape-sandbox',
    'allow-storage-access-by-user-activation',
    'allow-pointer-lock',
  ])
    expect(allowed).not.toContain(escape);
});

test('a page on our own host, whatever its port, has an origin of nobody', () => {
  for (const page of [
    'https://tea.example.com:8443/x',
    'https://tea.example.com/x',
    'http://TEA.example.com:1/x',
  ])
    expect(sandboxOf(frameDocument(app, page, us)), page).not.toContain('allow-same-origin');
});

test('the frame goes to the trusted domain alone, and only we may stand around it', () => {
  const policy = framePolicy(app, us);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  const sources = /frame-src ([^;]*)/.exec(policy)![1]!.split(' ');
  expect(sources.filter((s) => !/^https?:\/\/(\*\.)?app\.example\.com:\*$/.test(s))).toEqual([
    `${us}/connect/oauth2/authorize`,
  ]);
  expect(framePolicy({ ...app, trustedDomain: '', homeUrl: '' }, us)).toContain("frame-src 'none'");
});

test('a name cannot write itself out of its attribute', () => {
  const name = '"></iframe><script>alert(1)</script>';
  const document = frameDocument({ ...app, name }, 'https://app.example.com/"><script>', us);
  expect(document.match(/<script/g)).toHaveLength(1);
  expect(document.match(/<iframe/g)).toHaveLength(1);
});
