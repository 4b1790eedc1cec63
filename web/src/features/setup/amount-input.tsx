import { NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useIntl } from 'react-intl';

/** An amount of money as people of the language write it; empty is none. */
export function AmountInput(props: {
  label: string;
  description: string;
  currency: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}): ReactElement {
  const { formatNumberToParts, formatters, locale } = useIntl();
  const { value, onChange, currency, ...rest } = props;
  const parts = formatNumberToParts(12345.6);
  const { maximumFractionDigits: digits = 2 } = formatters
    .getNumberFormat(locale, { style: 'currency', currency })
    .resolvedOptions();
  const sign = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return (
    <NumberInput
      {...rest}
      value={value}
      onChange={(next) => onChange(String(next))}
      decimalSeparator={sign('decimal') || '.'}
      thousandSeparator={sign('group')}
      decimalScale={digits}
      fixedDecimalScale
      min={0}
      max={999_999_999}
      allowNegative={false}
      hideControls
      leftSection={<span style={{ fontSize: 13 }}>{currency}</span>}
      leftSectionWidth={52}
    />
  );
}
