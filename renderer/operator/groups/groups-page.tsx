import { useState } from 'react';
import { type GroupView, groupsViewSchema } from '../../../core/contract/operator-api.ts';
import { Page } from '../../parts/page.tsx';
import { ConfigPanel } from '../config/config-panel.tsx';
import { useT } from '../i18n/operator-i18n.tsx';
import { useMay, useOperator } from '../operator-context.ts';
import { LoadState, Panel } from '../parts/panel.tsx';
import { useLoaded } from '../use-loaded.ts';
import { GroupForm } from './group-form.tsx';
import { GroupTools } from './group-tools.tsx';
import { ReleaseList } from './release-list.tsx';

/** Venue and groups: their channels, windows, and what they set; and what their channels give. */
export function GroupsPage() {
  const t = useT();
  const { api } = useOperator();
  const isAdmin = useMay('admin');
  const { value, problem, reload } = useLoaded('groups', () => api.get(groupsViewSchema, 'groups'));
  const [chosen, setChosen] = useState('');
  const [adding, setAdding] = useState(false);
  const group = value?.groups.find(({ id }) => id === chosen) ?? value?.groups[0];
  return (
    <Page
      title={t('groups.title')}
      lead={t('groups.lead')}
      testId="page-groups"
      actions={
        isAdmin && (
          <button
            type="button"
            className="button button--paper"
            aria-expanded={adding}
            onClick={() => setAdding(!adding)}
            data-testid="group-add"
          >
            {t('groups.add')}
          </button>
        )
      }
    >
      <LoadState problem={problem} loaded={value !== null} />
      {adding && (
        <Panel title={t('groups.add')}>
          <GroupForm
            group={null}
            onSaved={async (id) => {
              await reload();
              setAdding(false);
              setChosen(id);
            }}
          />
        </Panel>
      )}
      {value !== null && group !== undefined && (
        <>
          <GroupTabs groups={value.groups} chosen={group.id} onChoose={setChosen} />
          <div className="two">
            <Panel title={nameOf(t, group)} lead={t('groups.kiosks', { count: group.kiosks })} testId="group">
              {isAdmin ? (
                <GroupForm key={group.id} group={group} onSaved={reload} />
              ) : (
                <p>{t('groups.is', { channel: group.channel, ...group.window })}</p>
              )}
            </Panel>
            <GroupTools
              group={group}
              name={nameOf(t, group)}
              onRemoved={async () => {
                setChosen('');
                await reload();
              }}
            />
          </div>
          <ConfigPanel
            key={`config ${group.id}`}
            scope={group.id === '' ? 'venue' : 'group'}
            target={group.id}
            title={t('config.of', { name: nameOf(t, group) })}
          />
        </>
      )}
      <ReleaseList />
    </Page>
  );
}

function nameOf(t: ReturnType<typeof useT>, { id, name }: GroupView): string {
  return id === '' ? t('groups.venue') : name;
}

interface GroupTabsProps {
  readonly groups: readonly GroupView[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function GroupTabs({ groups, chosen, onChoose }: GroupTabsProps) {
  const t = useT();
  return (
    <fieldset className="filters">
      <legend className="visually-hidden">{t('groups.label')}</legend>
      {groups.map((group) => (
        <button
          key={group.id}
          type="button"
          aria-pressed={group.id === chosen}
          onClick={() => onChoose(group.id)}
          data-testid={`group-${group.id === '' ? 'venue' : group.id}`}
        >
          {nameOf(t, group)} <span className="numeric">{group.kiosks}</span>
        </button>
      ))}
    </fieldset>
  );
}
