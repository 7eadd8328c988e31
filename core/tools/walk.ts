import type { ToolContext } from './tool.ts';

/** Walking distances from the kiosk in metres; null without a kiosk place or a way. */
export function walksFrom(context: ToolContext, stepFree: boolean): (placeId: string) => number | null {
  const { here, know } = context;
  if (here === null) return () => null;
  const cost = know.wayfinder.distances({ floorId: here.floorId, at: here.at }, { stepFree });
  return (placeId) => (placeId === here.placeId ? 0 : (cost(placeId)?.distanceM ?? null));
}
