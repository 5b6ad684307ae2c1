import { useState, type FormEvent } from 'react';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { directoryAdmin } from '../../../../contract/src/directory-admin.ts';
import { api, failureText, fieldFaults } from '../../lib/api.ts';
import type { Locale } from '../../lib/locale.ts';
import { refreshSession } from '../../lib/session.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { AdminList } from './admin-page.tsx';
import { useDirectoryWords } from './words.ts';

type Corp = OutputOf<typeof directoryAdmin.getCorp>;
const cardFields: Corp['keptBack'] = ['mobile', 'phone', 'email', 'address', 'gender'];

/** The company's own facts. */
export function CompanyAdmin() {
  const words = useDirectoryWords().company;
  const loaded = useLoaded('corp', (signal) => api.directoryAdmin.getCorp({}, { signal }));
  return (
    <AdminList
      intro={loaded.data ? words.size(loaded.data.members, loaded.data.departments) : ''}
      loaded={loaded}
    >
      {(corp) => <CompanyForm corp={corp} />}
    </AdminList>
  );
}

function CompanyForm({ corp }: { corp: Corp }) {
  const all = useDirectoryWords();
  const words = all.company;
  const [form, setForm] = useState({
    name: corp.name,
    locale: corp.locale,
    zone: corp.zone,
    keptBack: corp.keptBack,
  });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await api.directoryAdmin.changeCorp(form);
      await refreshSession();
      toast(all.saved, { tone: 'ok' });
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const faults = fieldFaults(error);
  return (
    <form onSubmit={(e) => void save(e)} className="flex max-w-120 flex-col gap-5">
      <Field label={words.name} error={error && !faults['zone'] ? failureText(error) : null} required>
        <Input
          value={form.name}
          required
          maxLength={64}
          onChange={(e) => setForm({ ...form, name: e.target.value })}
        />
      </Field>
      <Field label={words.language}>
        <Select
          value={form.locale}
          onChange={(e) => setForm({ ...form, locale: e.target.value as Locale })}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Field>
      <Field label={words.zone} hint={words.zoneHint} error={faults['zone'] ?? null}>
        <Combobox options={zones} value={form.zone} onValue={(zone) => zone && setForm({ ...form, zone })} />
      </Field>
      <fieldset>
        <legend className="text-dense font-medium text-text-2">{words.keptBack}</legend>
        <p className="mb-2 text-small text-text-3">{words.keptBackHint}</p>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {cardFields.map((f) => (
            <Checkbox
              key={f}
              checked={form.keptBack.includes(f)}
              onChecked={(on) =>
                setForm({
                  ...form,
                  keptBack: on ? [...form.keptBack, f] : form.keptBack.filter((k) => k !== f),
                })
              }
            >
              {all.card[f]}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <Button type="submit" look="solid" busy={busy} className="self-start">
        {all.save}
      </Button>
    </form>
  );
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((z) => z !== 'UTC')].map((z) => ({
  value: z,
  label: z,
}));
