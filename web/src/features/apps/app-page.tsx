import { ChartColumn, ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { AppRecord } from '../../../../contract/src/apps.ts';
import { api, failureText } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { AppForm } from './app-form.tsx';
import type { Borrowed } from './apps-admin.tsx';
import { Facts } from './facts.tsx';
import { useAppsWords } from './words.ts';

/** One app: what a developer needs to know, and what an administrator decides. */
export function AppPage({
  app,
  corpCode,
  onChanged,
  borrowed,
}: {
  app: AppRecord;
  corpCode: string;
  onChanged: () => void;
  borrowed: Borrowed;
}) {
  const words = useAppsWords();
  const [, navigate] = useLocation();
  const [secret, setSecret] = useState<string | null>(null);
  const get = async (run: () => Promise<{ secret: string }>) => {
    try {
      setSecret((await borrowed.confirmed(run)).secret);
      return true;
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
      return false;
    }
  };
  const renew = async () => {
    const asked = { title: words.renewSure, text: words.renewText, action: words.renew, danger: true };
    if (!(await confirm(asked))) return;
    if (await get(() => api.appsAdmin.renewAppSecret({ appId: app.id })))
      toast(words.renewed, { tone: 'ok' });
  };
  const remove = async () => {
    const text = { title: words.removeSure(app.name), text: words.removeText };
    if (!(await confirm({ ...text, action: words.remove, danger: true }))) return;
    try {
      await borrowed.confirmed(() => api.appsAdmin.removeApp({ appId: app.id }));
      toast(words.removed, { tone: 'ok' });
      navigate('/admin/apps');
      onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex w-full max-w-180 flex-col gap-5 p-5">
        <Link
          href="/admin/apps"
          className="tap -ml-2 inline-flex h-9 items-center gap-1 self-start rounded-chip px-2 text-dense text-text-2 hover:bg-hover"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {words.back}
        </Link>
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="min-w-0 flex-1 truncate text-title font-medium">
            {app.kind === 'self_built' ? app.name : words.builtIn[app.kind]}
          </h2>
          <Link
            href={`/admin/apps/${app.id}/calls`}
            className="tap inline-flex h-9 items-center gap-1.5 rounded-chip border border-line-strong/60 px-3 text-dense hover:bg-hover"
          >
            <ChartColumn aria-hidden className="size-4" />
            {words.calls.open}
          </Link>
        </div>
        <Facts
          lines={[
            { name: words.corpId, value: corpCode },
            { name: words.agentId, value: String(app.no) },
            {
              name: words.secret,
              value: secret,
              actions: (
                <>
                  <Button
                    size="small"
                    onClick={() =>
                      secret === null
                        ? void get(() => api.appsAdmin.showAppSecret({ appId: app.id }))
                        : setSecret(null)
                    }
                  >
                    {secret === null ? words.showSecret : words.hideSecret}
                  </Button>
                  <Button size="small" look="plain" onClick={() => void renew()}>
                    {words.renew}
                  </Button>
                </>
              ),
            },
          ]}
        />
        <AppForm app={app} onChanged={onChanged} borrowed={borrowed} />
        {app.kind === 'self_built' && (
          <Button look="danger" className="self-start" onClick={() => void remove()}>
            {words.remove}
          </Button>
        )}
      </div>
    </div>
  );
}
