import type { PlaceId } from '@teahouse/contract/ids';
import ipaddr from 'ipaddr.js';

export interface PlaceFacts {
  id: PlaceId;
  name: string;
  lat: number;
  lng: number;
  radius_m: number;
  networks: string[];
}
export interface Position {
  lat: number;
  lng: number;
  accuracyM: number;
}
export interface Evidence {
  grade: number;
  place: PlaceFacts | undefined;
  /** metres to the nearest place, rounded to ten */
  distanceM: number | null;
}

/** A position this vague says nothing about being inside. */
const VAGUE_M = 200;

/**
 * What speaks for somebody being in one of these places. 4: a code or a network, and their own passkey beside it. 3: they showed the code of a kiosk there. 2: their request came from its
 * network. 1: their device reports a position inside. 0: they say so. The best evidence names the place.
 */
export function evidenceOf(
  places: readonly PlaceFacts[],
  {
    position,
    ip,
    kiosk,
    passkey = false,
  }: { position?: Position | undefined; ip: string; kiosk?: PlaceFacts | undefined; passkey?: boolean },
): Evidence {
  const near = position
    ? places
        .map((place) => ({ place, metres: metresBetween(place, position) }))
        .toSorted((a, b) => a.metres - b.metres)
    : [];
  const distanceM = near[0] ? Math.round(near[0].metres / 10) * 10 : null;
  const network = networkOf(places, ip);
  const inside =
    position && position.accuracyM <= VAGUE_M
      ? near.find((n) => n.metres <= n.place.radius_m)?.place
      : undefined;
  // A passkey says who, never where: without a place it raises nothing.
  if (kiosk) return { grade: passkey ? 4 : 3, place: kiosk, distanceM };
  if (network) return { grade: passkey ? 4 : 2, place: network, distanceM };
  if (inside) return { grade: 1, place: inside, distanceM };
  return { grade: 0, place: undefined, distanceM };
}

/** The place from whose network a request came, as the server sees its address. */
export function networkOf(places: readonly PlaceFacts[], ip: string): PlaceFacts | undefined {
  if (!ipaddr.isValid(ip)) return undefined;
  const address = ipaddr.process(ip);
  return places.find((place) =>
    place.networks.some((cidr) => {
      const [net, bits] = ipaddr.parseCIDR(cidr);
      return net.kind() === address.kind() && address.match(net as never, bits);
    }),
  );
}

/** Along the great circle. */
export function metresBetween(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const h =
    Math.sin(rad(b.lat - a.lat) / 2) ** 2 +
    Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(rad(b.lng - a.lng) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)));
}
