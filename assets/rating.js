// The rating's form beside what is known of it: closed once a rating is there, open again when the ticket is resolved anew.
'use strict';

(() => {
  const { byId } = frontdesk;
  const details = byId('rating-details');
  if (!details) return;

  const clear = (form) => {
    for (const choice of form.querySelectorAll('input')) choice.checked = false;
    form.elements.comment.value = '';
  };

  const rated = () => byId('rating-state').dataset.rated;
  let was = rated();
  document.addEventListener('htmx:after:swap', () => {
    if (rated() === was) return;
    was = rated();
    const inside = details.contains(document.activeElement);
    details.open = was === 'no';
    if (details.open) clear(byId('rating-form'));
    // The button that had the focus is gone; where another rating begins is the nearest place.
    if (inside && !details.open) details.querySelector('summary').focus();
  });
})();
