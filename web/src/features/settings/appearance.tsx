import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { density, setDensity, setTheme, theme, type Density, type Theme } from '../../lib/device-settings.ts';
import { locale, setLocale, type Locale } from '../../lib/locale.ts';
import { SettingLine } from '../../ui/setting-line.tsx';
import { Choice } from '../../ui/toggle.tsx';
import { useSettingsWords } from './words.ts';

export function Appearance() {
  const words = useSettingsWords();
  const [chosen, choose] = useState({ theme: theme(), density: density() });
  return (
    <>
      <SettingLine title={words.language}>
        <Choice<Locale>
          label={words.language}
          value={locale()}
          onValue={setLocale}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </SettingLine>
      <SettingLine title={words.theme}>
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
      </SettingLine>
      <SettingLine title={words.density} hint={words.densityHint}>
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
      </SettingLine>
    </>
  );
}
