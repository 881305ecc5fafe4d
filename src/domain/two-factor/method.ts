/** A second factor that a person can enroll. Recovery codes are a way out, not a method (B3). */
export type Method = 'AUTHENTICATOR_APP' | 'SMS';

/** What passed a challenge. */
export type SecondFactor = Method | 'RECOVERY_CODE';

/** The two ways into the product. Both ask for the same second factor (B1). */
export type Interface = 'CONTROL_PANEL' | 'CLASSIC';

export type ChallengePurpose = 'SIGN_IN' | 'STEP_UP';

/** Why the default method is what it is (E5). */
export type DefaultReason = 'LAST_ENROLLED' | 'CHOSEN' | 'FALLBACK';
