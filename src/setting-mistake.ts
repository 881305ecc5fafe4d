/** A setting that does not go with the others, and what to do about it. */
export interface SettingMistake<Name extends string = string> {
  readonly setting: Name;
  readonly message: string;
}
