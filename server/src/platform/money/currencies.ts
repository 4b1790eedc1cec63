/** ISO 4217 codes by the number of digits after the point. Codes without a minor unit (metals, drawing rights, test codes) are left out. */
const CODES_BY_DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC
    CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW
    KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP
    PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN
    UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Withdrawn since 2021. Reports of those years still hold amounts in them, and all have two digits. */
const RECENTLY_WITHDRAWN = 'ANG BGN CUC HRK SLL ZWL';

function digitsByCode(): ReadonlyMap<string, number> {
  const table = new Map<string, number>(RECENTLY_WITHDRAWN.split(' ').map((code) => [code, 2]));
  for (const [digits, codes] of Object.entries(CODES_BY_DIGITS)) {
    for (const code of codes.split(/\s+/)) table.set(code, Number(digits));
  }
  return table;
}

/** Digits after the point for every known currency code. */
export const MINOR_UNIT_DIGITS = digitsByCode();
