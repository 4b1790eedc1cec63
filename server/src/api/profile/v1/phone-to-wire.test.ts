import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callingCodeOf, phoneUri } from './phone-to-wire.ts';

test('numbers become URIs with the calling code set off, extensions kept', () => {
  for (const [value, uri, code] of [
    ['+1 (425) 123-1244', 'tel:+1-4251231244', '1'],
    ['+1 425 123 1234 x12', 'tel:+1-4251231234;ext=12', '1'],
    ['+1 425 123 1234 ext. 12', 'tel:+1-4251231234;ext=12', '1'],
    ['tel:+1-4251231234;ext=12', 'tel:+1-4251231234;ext=12', '1'],
    ['+7 495 123', 'tel:+7-495123', '7'],
    ['+44 7700 900123', 'tel:+44-7700900123', '44'],
    ['+353 1 234', 'tel:+353-1234', '353'],
    ['030 1234', 'tel:0301234', undefined],
  ] as const) {
    assert.equal(phoneUri(value), uri);
    assert.equal(callingCodeOf(value), code);
  }
});
