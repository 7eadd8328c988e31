/** Languages of the page, apart from those of any kiosk: whoever looks after the fleet may read neither. */
export const OPERATOR_LOCALES = ['en', 'de'] as const;
