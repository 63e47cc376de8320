// A picker beside the company's colour, and what a button looks like in it.
'use strict';

(() => {
  const { byId, word } = frontdesk;
  const [field, picker, preview, said] = ['accent', 'accent-picker', 'accent-preview', 'accent-contrast'].map(byId);
  if (!field || !picker) return;

  /** `#rrggbb` of what was typed, as the server reads it. */
  const parse = text => {
    const hex = text.trim().replace(/^#/, '').toLowerCase();
    if (/^[\da-f]{6}$/.test(hex)) return `#${hex}`;
    return /^[\da-f]{3}$/.test(hex) ? `#${[...hex].map(digit => digit + digit).join('')}` : null;
  };

  /** Relative luminance (WCAG 2.2). */
  const luminance = colour => {
    const channel = at => {
      const value = parseInt(colour.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  };

  const show = () => {
    const colour = parse(field.value);
    if (!colour) return;
    picker.value = colour;
    const light = luminance(colour);
    const [onBlack, onWhite] = [(light + 0.05) / 0.05, 1.05 / (light + 0.05)];
    preview.style.setProperty('--accent', colour);
    preview.style.setProperty('--accent-on', onBlack >= onWhite ? '#000' : '#fff');
    const ratio = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    said.textContent = word('colour-contrast', { ratio: ratio.format(Math.max(onBlack, onWhite)) });
  };

  picker.hidden = false;
  picker.addEventListener('input', () => { field.value = picker.value; show(); });
  field.addEventListener('input', show);
  show();
})();
