import { describe, expect, it } from 'vitest';
import { createKioskHarness, settle } from '../kiosk-harness.ts';

const AT = '2026-05-12T10:00';
const ADA = { owner: { kind: 'guest', id: 'ada' }, sessionId: 's-1', createdAt: AT } as const;

async function signedIn(house: ReturnType<typeof createKioskHarness>) {
  const staff = house.open('staff');
  staff.send({ type: 'staff.signIn', pin: '1234' });
  await settle();
  return staff;
}

describe('staff', () => {
  it('enter what was handed in, and see which lost thing it may be', async () => {
    const house = createKioskHarness();
    const lost = house.desk.lostFound.reportLost({ what: 'black umbrella', where: '', details: '', day: '2026-05-12', key: 'a', ...ADA });
    const staff = await signedIn(house);
    expect(staff.last('staff.items')).toMatchObject({ lost: [{ what: 'black umbrella', state: 'searching' }], found: [], matches: [] });
    staff.send({ type: 'staff.item.found', what: 'umbrella, black', where: 'Bistro', details: '' });
    await settle();
    const items = staff.last('staff.items');
    expect(items).toMatchObject({ lost: [{ state: 'maybe' }], found: [{ by: 'staff', state: 'kept', where: 'Bistro' }] });
    const match = items?.matches[0];
    staff.send({ type: 'staff.item.decide', lostId: lost.id, foundId: match?.foundId ?? '', same: true });
    staff.send({ type: 'staff.item.collected', lostId: lost.id });
    await settle();
    expect(staff.last('staff.items')).toMatchObject({ lost: [{ state: 'collected' }], found: [{ state: 'given' }] });
    expect(staff.all('staff.done')).toHaveLength(3);
  });

  it('answer and close a case', async () => {
    const house = createKioskHarness();
    const { id } = house.desk.cases.open({ about: 'wrong invoice', detail: 'twice', key: 'b', ...ADA });
    const staff = await signedIn(house);
    staff.send({ type: 'staff.case.update', caseId: id, status: 'closed', note: 'a new one is in your mail' });
    await settle();
    expect(staff.last('staff.cases')?.cases).toMatchObject([{ status: 'closed', note: 'a new one is in your mail' }]);
    expect(house.desk.cases.of([ADA.owner])).toMatchObject([{ note: 'a new one is in your mail' }]);
  });

  it('are told what is not there any more', async () => {
    const house = createKioskHarness();
    const staff = await signedIn(house);
    staff.send({ type: 'staff.item.collected', lostId: 'gone' });
    staff.send({ type: 'staff.lead.retry', leadId: 'gone' });
    await settle();
    expect(staff.all('staff.failed').map(({ code }) => code)).toEqual(['gone', 'gone']);
  });

  it('are told when it cannot be kept, and the kiosk goes on', async () => {
    const house = createKioskHarness();
    const staff = await signedIn(house);
    house.desk.lostFound.reportFound = () => {
      throw new Error('disk full');
    };
    staff.send({ type: 'staff.item.found', what: 'hat', where: '', details: '' });
    staff.send({ type: 'staff.touch' });
    await settle();
    expect(staff.all('staff.failed')).toMatchObject([{ code: 'internal' }]);
    expect(house.log.lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'staff command failed' }));
  });
});

describe('a guest screen', () => {
  it('sends and gets none of it', async () => {
    const house = createKioskHarness();
    house.desk.cases.open({ about: 'a secret matter', detail: '', key: 'c', ...ADA });
    const guest = house.open();
    guest.send({ type: 'staff.item.found', what: 'hat', where: '', details: '' });
    await signedIn(house);
    house.desk.lostFound.reportFound({ what: 'hat', where: '', details: '', day: '2026-05-12', createdAt: AT });
    await settle();
    expect(guest.all('refused')).toMatchObject([{ code: 'not-allowed' }]);
    expect(JSON.stringify(guest.received)).not.toMatch(/secret|staff\.items/);
    expect(house.desk.lostFound.found()).toHaveLength(1);
  });

  it('of staff that nobody is signed in at gets none of it either', async () => {
    const house = createKioskHarness();
    const staff = house.open('staff');
    await settle();
    house.desk.cases.open({ about: 'a secret matter', detail: '', key: 'd', ...ADA });
    await settle();
    expect(JSON.stringify(staff.received)).not.toContain('secret');
  });
});
