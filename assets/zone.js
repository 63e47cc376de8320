// Fills in the browser's time zone where none was given.
'use strict';

(() => {
  const field = document.getElementById('time_zone');
  if (field && !field.value) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
})();
