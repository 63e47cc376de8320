// The page of the card's bank.
'use strict';

(() => {
  const answer = async (agrees) => {
    const fields = new URLSearchParams(location.search);
    fields.set('agrees', agrees);
    for (const button of document.querySelectorAll('button')) button.disabled = true;
    await fetch(location.pathname, { method: 'POST', body: fields });
    parent.postMessage({ type: 'authenticated' }, '*');
  };
  document.getElementById('test-source-authorize-3ds').addEventListener('click', () => answer(true));
  document.getElementById('test-source-fail-3ds').addEventListener('click', () => answer(false));
  for (const button of document.querySelectorAll('button')) button.disabled = false;
  parent.postMessage({ type: 'here' }, '*');
})();
