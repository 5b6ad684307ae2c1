import { Monitor, Moon, Sun } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { density, setDensity, setTheme, theme, type Density, type Theme } from '../../lib/device-settings.ts';
import { locale, setLocale, type Locale } from '../../lib/locale.ts';
import { Choice } from '../../ui/toggle.tsx';
import { useSettingsWords } from './words.ts';

/** A setting: what it is at the left, its control at the right. */
export function SettingRow({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3.5">
      <div className="min-w-0">
        <div className="text-body">{title}</div>
        {hint && <div className="text-small text-text-3">{hint}</div>}
      </div>
      {children}
    </div>
  );
}

export function Appearance() {
  const words = useSettingsWords();
  const [chosen, choose] = useState({ theme: theme(), density: density() });
  return (
    <>
      <SettingRow title={words.language}>
        <Choice<Locale>
          label={words.language}
          value={locale()}
          onValue={setLocale}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </SettingRow>
      <SettingRow title={words.theme}>
        <Choice<Theme>
          label={words.theme}
          value={chosen.theme}
          onValue={(next) => {
            setTheme(next);
            choose({ ...chosen, theme: next });
          }}
          options={[
            {
              value: 'system',
              label: words.themes.system,
              icon: <Monitor aria-hidden className="size-3.5" />,
            },
            { value: 'light', label: words.themes.light, icon: <Sun aria-hidden className="size-3.5" /> },
            { value: 'dark', label: words.themes.dark, icon: <Moon aria-hidden className="size-3.5" /> },
          ]}
        />
      </SettingRow>
      <SettingRow title={words.density} hint={words.densityHint}>
        <Choice<Density>
          label={words.density}
          value={chosen.density}
          onValue={(next) => {
            setDensity(next);
            choose({ ...chosen, density: next });
          }}
          options={[
            { value: 'comfortable', label: words.densities.comfortable },
            { value: 'cosy', label: words.densities.cosy },
            { value: 'compact', label: words.densities.compact },
          ]}
        />
      </SettingRow>
    </>
  );
}
