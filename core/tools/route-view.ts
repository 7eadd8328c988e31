import type { RouteView } from '../contract/index.ts';
import type { Place } from '../venue/model.ts';
import type { Route, RouteStep } from '../venue/wayfinding.ts';
import { toFloor } from './speech-words.ts';
import type { ToolContext } from './tool.ts';
import { floorName, placeName } from './views.ts';

/** A route of the wayfinder in the guest's words. */
export function routeView(route: Route, fromName: string, to: Place, context: ToolContext): RouteView {
  return {
    fromName,
    toName: placeName(to, context),
    stepFree: route.stepFree,
    distanceM: route.distanceM,
    durationS: route.durationS,
    legs: route.legs.map((leg) => ({ floorId: leg.floorId, points: [...leg.points] })),
    steps: route.steps.map((step) => ({
      text: stepText(step, to, context),
      floorId: step.floorId,
      distanceM: step.distanceM,
      icon: step.kind,
    })),
  };
}

function stepText(step: RouteStep, to: Place, context: ToolContext): string {
  const { t, know } = context;
  const landmark = step.landmarkPlaceId === undefined ? undefined : know.places.get(step.landmarkPlaceId);
  return t('route.step', {
    kind: step.kind,
    turn: step.turn ?? 'ahead',
    side: step.turn ?? 'none',
    slight: step.slight === true ? 'yes' : 'no',
    direction: t('route.direction', { direction: step.direction ?? 'none' }),
    landmark: landmark === undefined ? '' : placeName(landmark, context),
    past: landmark === undefined || landmark.id === to.id ? 'no' : 'yes',
    floor: step.toFloorId === undefined ? '' : toFloor(floorName(step.toFloorId, context), context),
    place: placeName(to, context),
  });
}
