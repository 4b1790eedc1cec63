import { SegmentedControl, Text, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { LANGUAGES, useLanguage, useText, type Language } from '../../i18n/language.tsx';
import classes from './shell.module.css';

/** Language and light or dark; both stay on this browser. */
export function Looks({ isBrief = false }: { isBrief?: boolean }): ReactElement {
  const text = useText();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const languages = LANGUAGES.map(({ code, name }) => ({ value: code, label: <span lang={code}>{name}</span> }));
  const appearances = (['auto', 'light', 'dark'] as const).map((value) => ({ value, label: text(`app.appearance.${value}`) }));
  return (
    <div className={isBrief ? classes['looksBrief'] : classes['looks']}>
      <Choice
        label={text('app.language')}
        isBrief={isBrief}
        value={language}
        data={languages}
        onChange={(code) => choose(code as Language)}
      />
      <Choice
        label={text('app.appearance')}
        isBrief={isBrief}
        value={colorScheme}
        data={appearances}
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      />
    </div>
  );
}

function Choice(props: {
  label: string;
  isBrief: boolean;
  value: string;
  data: { value: string; label: ReactNode }[];
  onChange: (value: string) => void;
}): ReactElement {
  const { label, isBrief, value, data, onChange } = props;
  return (
    <div>
      {!isBrief && (
        <Text size="xs" c="dimmed" mb={4} aria-hidden>
          {label}
        </Text>
      )}
      <SegmentedControl size="xs" fullWidth={!isBrief} aria-label={label} value={value} data={data} onChange={onChange} />
    </div>
  );
}
