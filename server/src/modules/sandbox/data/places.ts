/** Where people travel. Prices are in the local currency: a night, a meal for one, a ride in town, a train to the next city. */
export interface Place {
  readonly city: string;
  readonly country: string;
  readonly subdivision: string | null;
  readonly currency: string;
  readonly prices: { readonly night: number; readonly meal: number; readonly ride: number; readonly train: number };
  readonly hotels: readonly string[];
  readonly restaurants: readonly string[];
  readonly cabs: string;
  readonly rail: string;
}

const place = (
  city: string,
  country: string,
  subdivision: string | null,
  currency: string,
  [night, meal, ride, train]: readonly [number, number, number, number],
  names: { hotels: readonly string[]; restaurants: readonly string[]; cabs: string; rail: string },
): Place => ({ city, country, subdivision, currency, prices: { night, meal, ride, train }, ...names });

export const PLACES: readonly Place[] = [
  place('Chicago', 'US', 'IL', 'USD', [229, 34, 28, 64], {
    hotels: ['Lakeshore Grand', 'Wabash House'],
    restaurants: ['The Copper Ladle', 'Randolph Grill', 'Pier 9 Deli'],
    cabs: 'Windy City Cab',
    rail: 'Midwest Rail',
  }),
  place('New York', 'US', 'NY', 'USD', [312, 42, 36, 88], {
    hotels: ['Hotel Beaumont', 'Madison Court'],
    restaurants: ['Trattoria Elena', 'Canal Street Noodles', 'Bryant Bakery'],
    cabs: 'Empire Taxi',
    rail: 'Northeast Rail',
  }),
  place('San Francisco', 'US', 'CA', 'USD', [278, 39, 33, 45], {
    hotels: ['Embarcadero Inn', 'Nob Hill Suites'],
    restaurants: ['Fogline', 'Mission Taqueria', 'Dockside Oyster'],
    cabs: 'Golden Gate Cab',
    rail: 'Bay Rail',
  }),
  place('Toronto', 'CA', 'ON', 'CAD', [259, 41, 31, 72], {
    hotels: ['Harbourfront Hotel', 'The Dundas'],
    restaurants: ['Maple & Rye', 'Kensington Kitchen'],
    cabs: 'Beck Line Taxi',
    rail: 'Lakeshore Rail',
  }),
  place('Mexico City', 'MX', 'CMX', 'MXN', [2450, 420, 190, 640], {
    hotels: ['Casa Reforma', 'Hotel Condesa Sur'],
    restaurants: ['Mesa Roja', 'Fonda Lupita'],
    cabs: 'Sitio Roma',
    rail: 'Ferrocarril Central',
  }),
  place('London', 'GB', 'LND', 'GBP', [189, 31, 22, 58], {
    hotels: ['The Aldgate', 'Marylebone Rooms'],
    restaurants: ['The Lamb & Flag', 'Borough Table', 'Saffron Lane'],
    cabs: 'Thames Cars',
    rail: 'Great Western Trains',
  }),
  place('Berlin', 'DE', 'BE', 'EUR', [149, 27, 24, 79], {
    hotels: ['Hotel Spreeblick', 'Pension Linden'],
    restaurants: ['Zum Adler', 'Kantine 36'],
    cabs: 'Taxi Spree',
    rail: 'Nordbahn',
  }),
  place('Munich', 'DE', 'BY', 'EUR', [172, 29, 26, 69], {
    hotels: ['Isarhof', 'Hotel Maximilian'],
    restaurants: ['Gasthof Krone', 'Viktualien Küche'],
    cabs: 'Isar Taxi',
    rail: 'Südbahn',
  }),
  place('Paris', 'FR', 'IDF', 'EUR', [198, 36, 25, 92], {
    hotels: ['Hôtel des Arènes', 'Le Clairval'],
    restaurants: ['Chez Margaux', 'Bistrot du Canal'],
    cabs: 'Taxis Lutèce',
    rail: 'Rail Hexagone',
  }),
  place('Zürich', 'CH', 'ZH', 'CHF', [241, 48, 38, 61], {
    hotels: ['Limmathof', 'Hotel Seefeld'],
    restaurants: ['Zunfthaus', 'Kronenhalde'],
    cabs: 'Züri Taxi',
    rail: 'Alpenbahn',
  }),
  place('Stockholm', 'SE', 'AB', 'SEK', [1790, 265, 320, 540], {
    hotels: ['Skeppsbro Hotell', 'Vasa Rum'],
    restaurants: ['Matsalen', 'Söder Bistro'],
    cabs: 'Norra Taxi',
    rail: 'Mälartåg',
  }),
  place('Tokyo', 'JP', '13', 'JPY', [24800, 3200, 2600, 13800], {
    hotels: ['Hotel Kanda', 'Shinagawa Terrace'],
    restaurants: ['Sushi Hoshi', 'Izakaya Mori', 'Ramen Taro'],
    cabs: 'Edo Taxi',
    rail: 'Tokaido Line',
  }),
  place('Singapore', 'SG', null, 'SGD', [318, 38, 21, 30], {
    hotels: ['Marina Quay Hotel', 'The Tanjong'],
    restaurants: ['Lau Pa Kitchen', 'Boat Quay Grill'],
    cabs: 'Lion Cabs',
    rail: 'Island Line',
  }),
  place('Sydney', 'AU', 'NSW', 'AUD', [289, 44, 35, 52], {
    hotels: ['Circular Quay Inn', 'The Paddington'],
    restaurants: ['Harbour Kitchen', 'Surry Hills Diner'],
    cabs: 'Southern Cabs',
    rail: 'Coast Rail',
  }),
];

export const AIRLINES = ['Cascadia Air', 'Northern Cross Airlines', 'Aerolinea Azul', 'Pacific Meridian', 'Euroline'] as const;
export const CAR_RENTALS = ['Wayfarer Cars', 'Halcyon Rent a Car'] as const;

/** Why people travel; `{city}` and `{month}` are filled in. */
export const TRIPS: readonly (readonly [name: string, purpose: string])[] = [
  ['{city} customer visit', 'Quarterly review with the customer'],
  ['{city} installation', 'Spectrometer installation and training'],
  ['Trade fair {city}', 'Booth duty and demonstrations'],
  ['{city} sales meetings', 'Meetings with prospective customers'],
  ['{city} service call', 'Repair under the service contract'],
  ['{city} design review', 'Design review with the supplier'],
  ['{city} team week', 'Team week of the department'],
];

export const LOCAL_REPORTS: readonly (readonly [name: string, purpose: string])[] = [
  ['{month} expenses', 'Monthly out-of-pocket expenses'],
  ['{month} client meals', 'Lunches with customers'],
  ['{month} office supplies', 'Supplies for the team'],
];

export const SHOPS = ['Paper & Pine', 'Officeworks Supply', 'Corner Hardware', 'Bluebird Books'] as const;

/** Units of a currency for one US dollar at the start of the year of history; rates drift from there. */
export const PER_DOLLAR: Readonly<Record<string, number>> = {
  USD: 1,
  CAD: 1.37,
  MXN: 18.4,
  GBP: 0.78,
  EUR: 0.92,
  CHF: 0.88,
  SEK: 10.5,
  JPY: 149.2,
  SGD: 1.34,
  AUD: 1.52,
};

export const COMMENTS = {
  approver: ['Thanks, all clear.', 'Approved.', 'Please book earlier next time.', 'Good trip, approved.'],
  sentBack: [
    'Please add the hotel receipt.',
    'The dinner needs a business purpose.',
    'Wrong cost centre for the train, please check.',
  ],
  owner: ['Taxi because the last train had left.', 'Hotel rate was the conference rate.', 'Two customers joined for dinner.'],
} as const;
