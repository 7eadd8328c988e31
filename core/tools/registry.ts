import { aboutGuest } from './about-guest.ts';
import { availability } from './availability.ts';
import { book } from './book.ts';
import { callStaff } from './call-staff.ts';
import { cancelBooking } from './cancel-booking.ts';
import { cancelRequest } from './cancel-request.ts';
import { changeBooking } from './change-booking.ts';
import { checkInInfo } from './check-in-info.ts';
import { closeCase } from './close-case.ts';
import { connectedInfo, connectedRequest } from './connected.ts';
import { directions } from './directions.ts';
import { emergency } from './emergency.ts';
import { exhibitors } from './exhibitors.ts';
import { faq } from './faq.ts';
import { findPeople } from './find-people.ts';
import { findPlaces } from './find-places.ts';
import { hotelService, serviceInfo } from './hotel-service.ts';
import { lostStatus } from './lost-status.ts';
import { menu } from './menu.ts';
import { myBookings } from './my-bookings.ts';
import { myCases } from './my-cases.ts';
import { openCase } from './open-case.ts';
import { openingHours } from './opening-hours.ts';
import { recall } from './recall.ts';
import { registerInterest } from './register-interest.ts';
import { forget, remember } from './remember.ts';
import { reportFound } from './report-found.ts';
import { reportLost } from './report-lost.ts';
import { requestStatus } from './request-status.ts';
import { sendToPhone } from './send-to-phone.ts';
import { sessionDetails } from './session-details.ts';
import type { Tool, ToolContext, ToolResult } from './tool.ts';
import { whatsNew } from './whats-new.ts';
import { whatsOn } from './whats-on.ts';

/** Every tool there is; a planner names them, the act stage runs them. */
export const TOOLS = {
  find_places: findPlaces,
  directions,
  whats_on: whatsOn,
  session_details: sessionDetails,
  find_people: findPeople,
  opening_hours: openingHours,
  menu,
  faq,
  exhibitors,
  service_info: serviceInfo,
  hotel_service: hotelService,
  call_staff: callStaff,
  request_status: requestStatus,
  cancel_request: cancelRequest,
  report_lost: reportLost,
  report_found: reportFound,
  lost_status: lostStatus,
  register_interest: registerInterest,
  open_case: openCase,
  my_cases: myCases,
  close_case: closeCase,
  send_to_phone: sendToPhone,
  check_in_info: checkInInfo,
  emergency,
  remember,
  forget,
  about_guest: aboutGuest,
  recall,
  whats_new: whatsNew,
  availability,
  book,
  change_booking: changeBooking,
  cancel_booking: cancelBooking,
  my_bookings: myBookings,
  connected_info: connectedInfo,
  connected_request: connectedRequest,
} as const;

export type ToolName = keyof typeof TOOLS;
type InputOf<T> = T extends Tool<string, infer I, unknown> ? I : never;
type DataOf<T> = T extends Tool<string, infer _I, infer D> ? D : never;

/** A call of a tool by name with its own input. */
export type ToolCall = { readonly [N in ToolName]: { readonly name: N; readonly input: InputOf<(typeof TOOLS)[N]> } }[ToolName];

/** What a tool gave back, by name with its own data. */
export type ToolOutcome = {
  readonly [N in ToolName]: { readonly name: N; readonly input: InputOf<(typeof TOOLS)[N]> } & ToolResult<DataOf<(typeof TOOLS)[N]>>;
}[ToolName];

export type ParsedCall = { readonly ok: true; readonly call: ToolCall } | { readonly ok: false; readonly reason: string };

export function isToolName(name: string): name is ToolName {
  return Object.hasOwn(TOOLS, name);
}

/** Checks a call that came from outside (a model) against the tool's schema. */
export function parseCall(name: string, input: unknown): ParsedCall {
  if (!isToolName(name)) return { ok: false, reason: `there is no tool "${name}"; tools: ${Object.keys(TOOLS).join(', ')}` };
  const parsed = TOOLS[name].input.safeParse(input);
  if (parsed.success) return { ok: true, call: { name, input: parsed.data } as ToolCall };
  const issue = parsed.error.issues[0];
  return { ok: false, reason: `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid input'}` };
}

export async function runTool(call: ToolCall, context: ToolContext, signal: AbortSignal): Promise<ToolOutcome> {
  // The union of calls and the table of tools have the same keys; TypeScript cannot see that through an index.
  const tool = TOOLS[call.name] as unknown as Tool<ToolName, unknown, unknown>;
  const result = await tool.run(context, call.input, signal);
  return { name: call.name, input: call.input, ...result } as ToolOutcome;
}
