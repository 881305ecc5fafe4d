import { describe, expect, it } from 'vitest';
import { eventInWords } from '../../../src/ops/history/event-in-words.js';
import { hidden, sampleEvents } from './sample-events.js';

const text = (event: (typeof sampleEvents)[number]): string => {
  const { what, details } = eventInWords(event);
  return [what, ...details].join(' | ');
};

describe('an event in the words of a person', () => {
  it.each(sampleEvents)('$type says nothing sealed and no hash, and cannot write to the terminal', (event) => {
    const words = text(event);

    for (const secret of hidden) expect(words).not.toContain(secret);
    expect(words).toMatch(/^[A-Z]/);
    expect(words).not.toMatch(/\p{C}|undefined|null|\[object/u);
  });

  it('tells every sample from every other, but for those that differ in what is hidden', () => {
    const words = sampleEvents.map(text);

    expect(words.filter((one, index) => words.indexOf(one) !== index)).toEqual([]);
  });

  it('reads as a story', () => {
    expect(sampleEvents.map(text)).toMatchInlineSnapshot(`
      [
        "Added as OWNER | reseller …tifier-1 | username (sealed) | email (sealed) | name (sealed)",
        "Added as AUDITOR | staff | username (sealed) | email (sealed) | name (sealed)",
        "First password set | password hash (sealed)",
        "New password set | password hash (sealed)",
        "Wrong password | at sign-in",
        "Wrong password | in the account settings",
        "User deactivated",
        "Username reserved | for user …tifier-1",
        "Sign-in with a username that nobody has",
        "Reseller opened | name Example �[2J Ltd",
        "Policy set | two-factor not required | allowed: authenticator app, SMS | a recovery code leaves two-factor on",
        "Policy set | two-factor required from 2026-11-24 12:10:00 | allowed: authenticator app | a recovery code turns two-factor off",
        "Began to enroll an authenticator app | enrollment …tifier-1 | key (sealed) | open until 2026-11-24 12:10:00 | session …tifier-1",
        "Began to enroll SMS | enrollment …tifier-1 | number •••••••42 | open until 2026-11-24 12:10:00 | session …tifier-1",
        "Wrong token at the enrollment | enrollment …tifier-1",
        "Wrong token at the enrollment | enrollment …tifier-1 | a newer one was sent",
        "Wrong token at the enrollment | enrollment …tifier-1 | the phone's clock is 90 s ahead",
        "Wrong token at the enrollment | enrollment …tifier-1 | the phone's clock is 120 s behind",
        "Enrollment closed | enrollment …tifier-1 | another one was begun",
        "Enrollment closed | enrollment …tifier-1 | too many wrong tokens",
        "Enrolled an authenticator app | enrollment …tifier-1 | time step 59849855 used up",
        "Enrolled SMS | enrollment …tifier-1 | number •••••••42 | token …tifier-1",
        "Default method is now the authenticator app | enrolled last",
        "Default method is now SMS | chosen",
        "Default method is now SMS | the other one was removed",
        "Removed the authenticator app | asked for",
        "Removed SMS | a recovery code was used",
        "New recovery codes issued | 1 codes | with the enrollment | all older ones are void",
        "New recovery codes issued | 1 codes | asked for | all older ones are void",
        "Recovery code used | challenge …tifier-1 | code …tifier-1 | 9 left",
        "Wrong recovery code | challenge …tifier-1",
        "Second factor asked for to sign in | challenge …tifier-1 | authenticator app | open until 2026-11-24 12:10:00",
        "Second factor asked for to change the account settings | challenge …tifier-1 | SMS | open until 2026-11-24 12:10:00",
        "Chose SMS for the prompt | challenge …tifier-1",
        "Wrong token | challenge …tifier-1 | authenticator app | 2 wrong in a row",
        "Token refused: it was used before | challenge …tifier-1 | authenticator app | 1 wrong in a row",
        "Token refused: a newer one was sent | challenge …tifier-1 | SMS | 3 wrong in a row",
        "Second factor passed | challenge …tifier-1 | authenticator app | time step 59849856 used up",
        "Second factor passed | challenge …tifier-1 | recovery code",
        "Second factor passed | challenge …tifier-1 | SMS | token …tifier-1",
        "Prompt for the second factor closed | challenge …tifier-1 | too many were open",
        "Prompt for the second factor closed | challenge …tifier-1 | the password was changed",
        "Prompt for the second factor closed | challenge …tifier-1 | the methods were changed",
        "Prompt for the second factor closed | challenge …tifier-1 | its session ended",
        "Second factor locked | until 2026-11-24 12:10:00 | 5 wrong in a row",
        "Second factor locked | until somebody unlocks it | 100 wrong in a row",
        "Second factor unlocked | reason: she called�[2J",
        "Signed in to Control Panel | session …tifier-1 | by pwd | without a second factor | may only enroll a method | until 2026-11-24 12:10:00",
        "Signed in to Classic | session …tifier-1 | by pwd, otp, mfa | challenge …tifier-1 | until 2026-11-24 12:10:00",
        "SMS token ordered for the number that is being enrolled | enrollment …tifier-1 | token …tifier-1 | country CA | good until 2026-11-24 12:10:00",
        "SMS token ordered for the enrolled number | challenge …tifier-1 | token …tifier-1 | country US | good until 2026-11-24 12:10:00",
        "SMS token not sent | challenge …tifier-1 | too many for this user in an hour | again from 2026-11-24 12:10:00",
        "SMS token not sent | challenge …tifier-1 | an operator has stopped all sending",
        "SMS token sent | token …tifier-1 | by MessageBird",
        "SMS token delivered | token …tifier-1 | by Twilio",
        "SMS token failed for now | token …tifier-1 | no provider took it | it is tried again",
        "SMS token failed | token …tifier-1 | it did not reach the phone | to the outbox of development",
        "All sending of SMS stopped | reason: pumped�[2J",
        "Sending of SMS resumed | reason: over",
        "Rebuild of views started | team.v1.2",
        "Rebuild of views started | team.v1.3 | at most 5000 events a second",
        "Rebuild of views abandoned | team.v1.2 | reason: too slow�[2J",
        "Views switched to those that were built | team.v1.1 to team.v1.2 | reason: it is complete",
        "Views rolled back to those before | team.v1.2 to team.v1.1 | reason: it was not",
        "Views paused | reason: a fix is on its way",
        "Views resumed | reason: it is there",
        "Views verified | team.v1.2 | 1 document | as the history has them",
        "Views verified | team.v1.2 | 1000 documents | 3 of them differ from the history",
        "Views repaired | team.v1.2 | 3 documents written anew | reason: found by verify",
        "An event cannot be applied: document parked | team.v1.2 | document …tifier-1 | TypeError�[2J at UserAdded",
        "Parked document tried again | team.v1.2 | document …tifier-1 | it is served again",
        "Parked document tried again | team.v1.2 | document …tifier-1 | it is still parked",
        "Session in use | session …tifier-1",
        "Signed out | session …tifier-1",
        "Session ended | asked for | session …tifier-1",
        "Sessions ended | a method was enrolled | session …tifier-1 | session …tifier-2",
        "Session ended | a method was removed | session …tifier-1",
        "Sessions ended | the password was changed | none was open",
        "Session ended | too many were open | session …tifier-1",
      ]
    `);
  });
});
