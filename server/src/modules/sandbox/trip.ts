import { allocateByPercent, decimal, roundToCurrency } from '../../platform/money/money.ts';
import type { EntryFields, EntryWithParts, ItemizationFields } from '../expense/index.ts';
import { AIRLINES, CAR_RENTALS, LOCAL_REPORTS, PLACES, SHOPS, TRIPS, type Place } from './data/places.ts';
import type { Chance } from './random.ts';

export interface PlannedReport {
  readonly name: string;
  readonly businessPurpose: string;
  /** YYYY-MM-DD. */
  readonly startDate: string;
  readonly endDate: string;
  readonly countryCode: string;
  readonly entries: readonly EntryWithParts[];
}

/** Expense types of the catalogue that every company starts with. */
export const EXPENSE_TYPE = {
  airfare: 'AIRFR',
  hotel: 'LODNG',
  breakfast: 'BRKFT',
  lunch: 'LUNCH',
  dinner: 'DINNR',
  guests: 'BUSML',
  taxi: 'TAXIX',
  train: 'TRAIN',
  car: 'CARRT',
  room: 'ROOMR',
  hotelTax: 'LODTX',
  other: 'MISCL',
  parking: 'PARKG',
  supplies: 'OFCSP',
} as const;

/** What entries may name. */
export interface Catalogue {
  readonly types: typeof EXPENSE_TYPE;
  readonly cash: string;
  readonly card: string;
}

const DAY = 86_400_000;
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
const plusDays = (moment: Date, days: number): Date => new Date(moment.getTime() + days * DAY);

type Home = { readonly country: string; readonly currency: string; readonly city: string };

/** What somebody from `home` brings back from travelling, or from a month at home, that ended on `end`. */
export function planReport(chance: Chance, catalogue: Catalogue, home: Home, end: Date): PlannedReport {
  return chance.happens(0.72) ? planTrip(chance, catalogue, home, end) : planMonth(chance, catalogue, home, end);
}

function planTrip(chance: Chance, catalogue: Catalogue, home: Home, end: Date): PlannedReport {
  // Most travel stays near; about a third of it is abroad.
  const near = PLACES.filter(({ country }) => country === home.country);
  const place = near.length > 0 && chance.happens(0.6) ? chance.oneOf(near) : chance.oneOf(PLACES);
  const nights = chance.whole(1, 4);
  const start = plusDays(end, -nights);
  const [name, purpose] = chance.oneOf(TRIPS);
  const book = bookkeeper(chance, catalogue, place);
  const entries: EntryWithParts[] = [
    ...journey(chance, catalogue, home, place, start),
    byNight(chance, catalogue, book('hotel', start, place.prices.night * nights, chance.oneOf(place.hotels), true), nights),
    book('taxi', start, place.prices.ride, place.cabs),
    ...Array.from({ length: nights }, (_, day) =>
      book(chance.oneOf(MEALS), plusDays(start, day), place.prices.meal, chance.oneOf(place.restaurants)),
    ),
    ...(chance.happens(0.5) ? [book('taxi', end, place.prices.ride, place.cabs)] : []),
  ];
  return {
    name: filled(name, place.city, end),
    businessPurpose: purpose,
    startDate: dayOf(start),
    endDate: dayOf(end),
    countryCode: place.country,
    entries,
  };
}

/** Who travels mostly eats alone. */
const MEALS = ['dinner', 'dinner', 'dinner', 'lunch', 'lunch', 'breakfast', 'breakfast', 'guests'] as const;

/** What a hotel's bill is made of: nights, taxes, and at times something from the minibar that is the traveller's own. */
function byNight(chance: Chance, catalogue: Catalogue, hotel: EntryFields, nights: number): EntryWithParts {
  const hasMinibar = chance.happens(0.2);
  const rates = [...Array.from({ length: nights }, () => 85 / nights), hasMinibar ? 11 : 15, ...(hasMinibar ? [4] : [])];
  const amounts = allocateByPercent(hotel.transactionAmount, rates.map(decimal), hotel.transactionCurrency);
  const start = new Date(hotel.transactionDate);
  const checkOut = dayOf(plusDays(start, nights));
  return {
    ...hotel,
    details: { travel: { hotelCheckinDate: hotel.transactionDate, hotelCheckoutDate: checkOut } },
    itemizations: amounts.map((transactionAmount, index): ItemizationFields => {
      if (index < nights)
        return { expenseTypeId: catalogue.types.room, transactionDate: dayOf(plusDays(start, index)), transactionAmount };
      if (index === nights) return { expenseTypeId: catalogue.types.hotelTax, transactionDate: checkOut, transactionAmount };
      return {
        expenseTypeId: catalogue.types.other,
        transactionDate: checkOut,
        transactionAmount,
        businessPurpose: 'Minibar',
        isPersonal: true,
      };
    }),
  };
}

/** By train inside a country where there is one, else by air: bought at home, in the currency of home. */
function journey(chance: Chance, catalogue: Catalogue, home: Home, place: Place, start: Date): EntryFields[] {
  const book = bookkeeper(chance, catalogue, place);
  if (place.country === home.country && chance.happens(0.6)) {
    return chance.happens(0.7)
      ? [book('train', start, place.prices.train * 2, place.rail, true)]
      : [
          book('car', start, place.prices.night, chance.oneOf(CAR_RENTALS), true),
          book('parking', start, place.prices.ride * 0.6, 'City Parking'),
        ];
  }
  const homePlace = PLACES.find(({ currency }) => currency === home.currency) ?? place;
  const fare = homePlace.prices.night * (place.country === home.country ? 1.4 : 3.1);
  return [
    bookkeeper(chance, catalogue, homePlace)(
      'airfare',
      plusDays(start, -chance.whole(5, 20)),
      fare,
      chance.oneOf(AIRLINES),
      true,
    ),
  ];
}

function planMonth(chance: Chance, catalogue: Catalogue, home: Home, end: Date): PlannedReport {
  const place = PLACES.find(({ currency }) => currency === home.currency) ?? chance.oneOf(PLACES);
  const book = bookkeeper(chance, catalogue, { ...place, city: home.city });
  const [name, purpose] = chance.oneOf(LOCAL_REPORTS);
  const entries = Array.from({ length: chance.whole(2, 5) }, (_, index) =>
    name.includes('supplies')
      ? book('supplies', plusDays(end, -index * 4), place.prices.meal * 1.3, chance.oneOf(SHOPS))
      : book(
          chance.oneOf(['lunch', 'dinner', 'taxi', 'parking'] as const),
          plusDays(end, -index * 4),
          place.prices.meal,
          chance.oneOf(place.restaurants),
        ),
  );
  return {
    name: filled(name, home.city, end),
    businessPurpose: purpose,
    startDate: dayOf(plusDays(end, -20)),
    endDate: dayOf(end),
    countryCode: home.country,
    entries,
  };
}

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });
const filled = (text: string, city: string, end: Date): string =>
  text.replace('{city}', city).replace('{month}', MONTH.format(end));

/** Writes entries that happened at one place: what they cost varies by a fifth around the usual price. */
function bookkeeper(chance: Chance, catalogue: Catalogue, place: Place) {
  return (
    kind: keyof Catalogue['types'],
    on: Date,
    price: number,
    vendorName: string,
    byCard = chance.happens(0.4),
  ): EntryFields => ({
    expenseTypeId: catalogue.types[kind],
    transactionDate: dayOf(on),
    transactionAmount: roundToCurrency(decimal((price * (0.8 + chance.next() * 0.4)).toFixed(4)), place.currency),
    transactionCurrency: place.currency,
    paymentTypeId: byCard ? catalogue.card : catalogue.cash,
    vendorName,
    location: { name: place.city, countryCode: place.country, subdivisionCode: place.subdivision },
    // Abroad they ask for receipts that name the tax, so that it comes back.
    receiptType: chance.happens(0.85) ? (place.country === 'US' ? 'R' : 'T') : 'N',
  });
}
