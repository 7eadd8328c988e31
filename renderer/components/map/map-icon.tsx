import {
  Accessibility,
  ArrowUpDown,
  Bus,
  Coffee,
  ConciergeBell,
  DoorOpen,
  Flower2,
  Footprints,
  Info,
  type LucideIcon,
  ShoppingBag,
  SquareParking,
  Utensils,
  Wine,
} from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  restaurant: Utensils,
  bar: Wine,
  cafe: Coffee,
  shop: ShoppingBag,
  desk: ConciergeBell,
  service: Info,
  leisure: Flower2,
  toilet: Accessibility,
  lift: ArrowUpDown,
  stairs: Footprints,
  entrance: DoorOpen,
  exit: DoorOpen,
  parking: SquareParking,
  transport: Bus,
};

export function mapIconOf(kind: string): LucideIcon | null {
  return ICONS[kind] ?? null;
}

export interface MapIconProps {
  readonly icon: LucideIcon;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** A symbol centred on (x, y), in the map's metres. */
export function MapIcon({ icon: Icon, x, y, size }: MapIconProps) {
  return <Icon x={x - size / 2} y={y - size / 2} width={size} height={size} className="map-icon" strokeWidth={2} aria-hidden="true" />;
}
