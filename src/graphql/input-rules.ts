import { Length, length, Matches, validateSync } from 'class-validator';
import { Arg, type ClassType, ID } from 'type-graphql';
import { InvalidInput } from '../application/errors.js';

/** Most characters of each; far more than anything genuine has, far less than would be costly to look at. */
const longest = { id: 128, username: 256, password: 1024, recoveryCode: 64, phoneNumber: 64 };

const lengthText = (most: number) => `Give 1 to ${most} characters.`;
const hasLength = (most: number) => Length(1, most, { message: lengthText(most) });

// Of the fields of an input:

/** Six ASCII digits, nothing else: not full-width ones, no space, no sign (attack 10). */
export const isToken = () => Matches(/^[0-9]{6}$/, { message: 'A token is six digits.' });
export const isId = () => hasLength(longest.id);
export const isUsername = () => hasLength(longest.username);
export const isPassword = () => hasLength(longest.password);
export const isPhoneNumber = () => hasLength(longest.phoneNumber);
export const isRecoveryCode = () => hasLength(longest.recoveryCode);

// Of the arguments of a field:

type ArgumentDecorator = ReturnType<typeof Arg>;

/** A mutation's `input`, checked by the rules of its class. */
export function Input(type: () => ClassType, description: string): ArgumentDecorator {
  return Arg('input', type, { description, validateFn: checkInput });
}

export function IdArgument(name: string, description: string): ArgumentDecorator {
  return Arg(name, () => ID, { description, validateFn: (value: unknown) => checkLength(name, value, longest.id) });
}

/** What a change of the account settings begins with (E2). */
export function PasswordArgument(): ArgumentDecorator {
  const description = "The caller's password, again: a stolen session is not enough.";
  const validateFn = (value: unknown) => checkLength('password', value, longest.password);
  return Arg('password', () => String, { description, validateFn });
}

function checkLength(field: string, value: unknown, most: number): void {
  if (!length(value, 1, most)) throw new InvalidInput(field, lengthText(most));
}

/** @throws {InvalidInput} naming the field as the client wrote it; the value is not repeated (attack 37). */
function checkInput(input: object): void {
  const [error] = validateSync(input, { stopAtFirstError: true });
  if (error === undefined) return;
  const [message = 'This is not what the field takes.'] = Object.values(error.constraints ?? {});
  throw new InvalidInput(`input.${error.property}`, message);
}
