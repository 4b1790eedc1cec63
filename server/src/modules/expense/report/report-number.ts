const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LENGTH = 6;

/** Six letters and digits from the random end of a fresh UUID: the key by which people name a report. */
export function reportNumber(uuid: string): string {
  let rest = BigInt(`0x${uuid.slice(-10)}`);
  let text = '';
  for (let place = 0; place < LENGTH; place += 1) {
    text += DIGITS[Number(rest % 36n)];
    rest /= 36n;
  }
  return text;
}
