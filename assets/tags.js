// A ticket's tags, completed as they are typed: the tag that the cursor is in (WAI-ARIA combobox, list autocomplete). Without this the browser
// offers the first one, and the field is plain text.
'use strict';

(() => {
  const { byId, word } = frontdesk;
  const MOST = 8;
  const made = new WeakSet();

  const make = (field) => {
    if (made.has(field)) return;
    made.add(field);
    const offered = [...byId(field.getAttribute('list')).options].map(({ value }) => value);
    const popup = Object.assign(document.createElement('div'), { className: 'combo-popup', hidden: true });
    const list = Object.assign(document.createElement('ul'), { id: 'tags-list', role: 'listbox' });
    list.ariaLabel = field.labels[0].textContent;
    popup.append(list);
    const status = Object.assign(document.createElement('p'), { className: 'unseen', role: 'status' });
    const box = field.parentElement;
    box.classList.add('combo-around');
    box.append(popup);
    box.after(status);
    field.removeAttribute('list'); // else the browser offers its own beside ours
    field.role = 'combobox';
    field.ariaAutoComplete = 'list';
    field.ariaExpanded = 'false';
    field.setAttribute('aria-controls', list.id);

    let active = -1;
    const options = () => [...list.children];

    /** Where the tag begins and ends that the cursor is in, and what of it is typed. */
    const here = () => {
      const { value, selectionStart: at } = field;
      const start = value.lastIndexOf(',', at - 1) + 1;
      const comma = value.indexOf(',', at);
      return { start, end: comma < 0 ? value.length : comma, typed: value.slice(start, at).trim().toLowerCase() };
    };

    const look = (isAsked) => {
      const { start, end, typed } = here();
      if (!typed && !isAsked) return toggle(false);
      const others = new Set(`${field.value.slice(0, start)},${field.value.slice(end)}`.split(',').map((tag) => tag.trim().toLowerCase()));
      const fits = offered.filter((tag) => tag !== typed && tag.includes(typed) && !others.has(tag));
      // What begins so comes first.
      const found = [...fits.filter((tag) => tag.startsWith(typed)), ...fits.filter((tag) => !tag.startsWith(typed))].slice(0, MOST);
      list.replaceChildren(...found.map((tag, at) =>
        Object.assign(document.createElement('li'), { id: `${list.id}-${at}`, role: 'option', ariaSelected: 'false', dir: 'auto', textContent: tag })));
      toggle(found.length > 0);
      status.textContent = found.length ? word('tags-found', { count: found.length }) : '';
    };

    const toggle = (open) => {
      popup.hidden = !open;
      field.ariaExpanded = String(open);
      choose(-1);
      if (!open) status.textContent = '';
    };

    const choose = (index) => {
      active = index;
      options().forEach((option, at) => { option.ariaSelected = String(at === index); });
      const option = options()[index];
      if (option) field.setAttribute('aria-activedescendant', option.id);
      else field.removeAttribute('aria-activedescendant');
      option?.scrollIntoView({ block: 'nearest' });
    };

    /** Puts a tag in the place of the one that the cursor is in. What stands around it stays. */
    const take = (option) => {
      const { start, end } = here();
      const before = start ? `${field.value.slice(0, start)} ` : '';
      field.setRangeText(before + option.textContent, 0, end, 'end');
      toggle(false);
      field.focus();
    };

    field.addEventListener('input', () => look(false));
    field.addEventListener('click', () => popup.hidden || look(false)); // the cursor may be in another one now
    field.addEventListener('blur', () => toggle(false));
    field.addEventListener('keydown', (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || (event.altKey && event.key !== 'ArrowDown')) return;
      const last = options().length - 1;
      const isOpen = !popup.hidden;
      if (event.key === 'ArrowDown') isOpen ? choose(active < last ? active + 1 : 0) : look(true);
      else if (event.key === 'ArrowUp' && isOpen) choose(active > 0 ? active - 1 : last);
      else if (event.key === 'Enter' && isOpen && active >= 0) take(options()[active]);
      else if (event.key === 'Escape' && isOpen) toggle(false);
      else {
        if (event.key === 'Tab' && isOpen && active >= 0) take(options()[active]);
        // Sent, or back in the text.
        if (['Enter', 'Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(event.key)) toggle(false);
        return;
      }
      event.preventDefault();
    });
    popup.addEventListener('mousedown', (event) => event.preventDefault()); // the focus stays in the field
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) take(option);
    });
  };

  const makeAll = () => document.querySelectorAll('#tags[list]').forEach(make);
  document.addEventListener('htmx:after:swap', makeAll);
  makeAll();
})();
